namespace OmniSage.Web.Tests.Fixtures;

/// <summary>What a browser's window is like.</summary>
public sealed record Look(string Name, int Width, int Height, bool IsDark = false, bool IsPhone = false)
{
    public static Look Desk { get; } = new("desk", 1280, 860);

    public static Look DeskAtNight { get; } = new("desk-dark", 1280, 860, IsDark: true);

    public static Look Phone { get; } = new("phone", 390, 844, IsPhone: true);

    public static Look PhoneAtNight { get; } = new("phone-dark", 390, 844, IsDark: true, IsPhone: true);

    public static IReadOnlyList<Look> All { get; } = [Desk, DeskAtNight, Phone, PhoneAtNight];
}
