using System.Security.Cryptography;
using System.Text;

namespace OmniSage.GrainInterfaces.Approvals;

/// <summary>
/// Exactly what is to be done: who approves it approves this and nothing else. Any difference is another act.
/// </summary>
/// <param name="Tool">The tool's id, such as <c>files.publish</c>.</param>
/// <param name="Version">The tool's version.</param>
/// <param name="Arguments">
/// A JSON object in its canonical form (RFC 8785). The tool is given this text itself, so that there is one reading.
/// </param>
/// <param name="Actor">On whose behalf: an account as 32 hex digits.</param>
/// <param name="PolicyVersion">The version of the workspace's policy by which it was judged.</param>
[GenerateSerializer, Immutable, Alias("omnisage.act")]
public sealed record Act(
    [property: Id(0)] string Tool,
    [property: Id(1)] int Version,
    [property: Id(2)] string Arguments,
    [property: Id(3)] string Actor,
    [property: Id(4)] int PolicyVersion)
{
    /// <summary>SHA-256 of the canonical form (RFC 8785) of these five, as 64 hex digits in lower case.</summary>
    /// <exception cref="FormatException">The arguments are no JSON that has a canonical form.</exception>
    public string Hash()
    {
        var text = new StringBuilder("{\"actor\":");
        CanonicalJson.Write(text, Actor);
        text.Append(",\"arguments\":").Append(CanonicalJson.Of(Arguments)).Append(",\"policyVersion\":");
        CanonicalJson.Write(text, PolicyVersion);
        text.Append(",\"tool\":");
        CanonicalJson.Write(text, Tool);
        text.Append(",\"version\":");
        CanonicalJson.Write(text, Version);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.Append('}').ToString())));
    }

    /// <summary>This act with other arguments, which makes it another act.</summary>
    /// <exception cref="FormatException">They are no JSON that has a canonical form.</exception>
    public Act With(string arguments) => this with { Arguments = CanonicalJson.Of(arguments) };
}
