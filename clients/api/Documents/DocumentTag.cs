using System.Globalization;
using OmniSage.Api.Problems;

namespace OmniSage.Api.Documents;

/// <summary>
/// The ETag of a document is its version. Whoever changes it says with If-Match which one has been seen.
/// </summary>
internal static class DocumentTag
{
    public static string Of(int version) => $"\"{version}\"";

    /// <summary>The version that If-Match names; null for <c>*</c>, which any version matches.</summary>
    public static bool TryRead(HttpRequest request, out int? version, out Problem? problem)
    {
        version = null;
        problem = null;
        if (request.Headers.IfMatch is not [{ Length: > 0 } tag])
        {
            problem = KnownProblems.NeedsIfMatch;
            return false;
        }

        if (tag.Trim() is "*") return true;
        if (tag.Trim() is ['"', .. var digits, '"']
            && int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var read))
        {
            version = read;
            return true;
        }

        problem = KnownProblems.Outdated;
        return false;
    }
}
