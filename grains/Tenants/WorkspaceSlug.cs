namespace OmniSage.Grains.Tenants;

/// <summary>The name of a workspace in addresses.</summary>
internal static class WorkspaceSlug
{
    public const string Rule =
        "A workspace's slug has 1 to 63 lower-case letters, digits and hyphens, begins with a letter, and is no id.";

    public static bool IsValid(string slug) =>
        slug.Length is >= 1 and <= 63
        && slug[0] is >= 'a' and <= 'z'
        && slug.All(letter => letter is (>= 'a' and <= 'z') or (>= '0' and <= '9') or '-')
        && !Guid.TryParse(slug, out _);
}
