namespace OmniSage.Storage.Databases;

/// <summary>The stored spelling of an enum whose values count from 0: its name in lower case.</summary>
internal static class EnumText<T>
    where T : struct, Enum
{
    private static readonly string[] Names = [.. Enum.GetNames<T>().Select(name => name.ToLowerInvariant())];
    private static readonly T[] Values = Enum.GetValues<T>();

    public static string Of(T value) => Names[Array.IndexOf(Values, value)];

    public static bool TryParse(string? text, out T value)
    {
        var at = Array.IndexOf(Names, text);
        value = at < 0 ? default : Values[at];
        return at >= 0;
    }

    public static T Parse(string text) => TryParse(text, out var value)
        ? value
        : throw new InvalidDataException($"The database holds an unknown {typeof(T).Name}.");
}
