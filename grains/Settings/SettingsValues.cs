using System.Globalization;
using OmniSage.Egress;
using OmniSage.GrainInterfaces.Vault;
using OmniSage.Grains.Documents;

namespace OmniSage.Grains.Settings;

/// <summary>Reads the values that settings are made of.</summary>
internal sealed class SettingsValues(DocumentFaults faults) : YamlValues(faults)
{
    private const string SecretRule =
        "'key' is the name of a secret, never its value: put the value into the vault with "
        + "./omnisage secret set NAME --host HOST, and write NAME here.";

    /// <summary>How keys of known providers begin.</summary>
    private static readonly string[] KeyBeginnings =
        ["sk-", "sk_", "pk-", "gsk_", "xai-", "pplx-", "hf_", "ghp_", "glpat-", "aiza", "bearer", "omk_", "key-"];

    /// <summary>The name of a secret. What looks like a key itself is refused, and not repeated.</summary>
    public string? Secret(YamlNode? node)
    {
        if (node is null) return null;
        if (node is YamlText { Value: var name } && SecretName.IsValid(name) && !LooksLikeKey(name)) return name;
        Faults.Add(node, SecretRule);
        return null;
    }

    /// <summary>An address that something is sent to: whole, and without anything secret in it.</summary>
    public string? Url(YamlNode node)
    {
        if (node is not YamlText { Value: var text })
        {
            Faults.Add(node, "'url' has to be text.");
            return null;
        }

        try
        {
            var url = EgressUrl.Parse(text);
            // Reading an address drops what is behind a #.
            if (url.Query.Length == 0 && !text.Contains('#', StringComparison.Ordinal)) return text;
            Faults.Add(node, "'url' has to be an address without anything behind a ? or #: keys go into the vault.");
        }
        catch (EgressException fault)
        {
            Faults.Add(node, $"'url' is not taken: {fault.Message}");
        }

        return null;
    }

    public double? Fraction(YamlNode? node, string name, double most)
    {
        if (node is null) return null;
        if (node is YamlText { Value: var text }
            && double.TryParse(
                text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            && number >= 0 && number <= most)
        {
            return number;
        }

        Faults.Add(node, string.Create(CultureInfo.InvariantCulture, $"'{name}' has to be a number from 0 to {most}."));
        return null;
    }

    public TimeSpan? Seconds(YamlNode? node, string name) =>
        Number(node, name, SettingsBounds.TimeSecondsMax) is { } seconds ? TimeSpan.FromSeconds(seconds) : null;

    /// <summary>Text of several lines.</summary>
    public string? Paragraphs(YamlNode? node, string name, int charsMax)
    {
        if (node is null) return null;
        if (node is YamlText { Value: var text } && !string.IsNullOrWhiteSpace(text) && text.Length <= charsMax)
            return text.Trim();
        Faults.Add(node, $"'{name}' has to be text of 1 to {charsMax} characters.");
        return null;
    }

    /// <summary>Names out of a list of known ones; none for an empty list.</summary>
    public ImmutableArray<string> Known(
        YamlNode node, string what, int max, IReadOnlyCollection<string>? known) => Texts(node, max, text =>
    {
        if (known?.Contains(text.Value) is not false) return text.Value;
        Faults.Add(text, $"There is no {what} of this name. Known are {string.Join(", ", known)}.");
        return null;
    });

    private static bool LooksLikeKey(string text) =>
        KeyBeginnings.Any(begin => text.StartsWith(begin, StringComparison.OrdinalIgnoreCase))
        || text.Split('-', '.', '_').Any(part =>
            part.Length >= 20 && part.Any(char.IsAsciiDigit) && part.Any(char.IsAsciiLetter));
}
