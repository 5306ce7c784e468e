namespace OmniSage.GrainInterfaces.Vault;

/// <summary>
/// What a secret may be called: a handle that may stand in settings, prompts and events, since it says nothing.
/// </summary>
public static class SecretName
{
    public const int CharsMax = 64;

    public const string Rule =
        "A secret's name has 1 to 64 lower-case letters, digits, dashes, dots, underscores, and begins with a letter.";

    public static bool IsValid(string name) => name.Length is > 0 and <= CharsMax
        && char.IsAsciiLetterLower(name[0])
        && name.All(one => char.IsAsciiLetterLower(one) || char.IsAsciiDigit(one) || one is '-' or '.' or '_');
}
