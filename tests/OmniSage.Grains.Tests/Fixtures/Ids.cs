namespace OmniSage.Grains.Tests.Fixtures;

/// <summary>Ids that a test can name: number 7 is always the same id.</summary>
internal static class Ids
{
    public static Guid Of(int number) => new(number, 0, 0x7000, 0x80, 0, 0, 0, 0, 0, 0, 1);
}
