using OmniSage.GrainInterfaces.Approvals;

namespace OmniSage.Grains.Tests.Approvals;

public sealed class ActTests
{
    private static readonly Act Known = new("files.publish", 1, """{"path":"d.txt"}""", "ab", 3);

    [Fact]
    public void Hash_IsThatOfTheCanonicalForm()
    {
        const string Form =
            """{"actor":"ab","arguments":{"path":"d.txt"},"policyVersion":3,"tool":"files.publish","version":1}""";
        var expected = System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(Form));
        Assert.Equal(Convert.ToHexStringLower(expected), Known.Hash());
        Assert.Equal(Form, CanonicalJson.Of(Form));
    }

    [Fact]
    public void Hash_IsTheSame_HoweverTheArgumentsAreWritten() =>
        Assert.Equal(Known.Hash(), (Known with { Arguments = "{ \"p\\u0061th\" : \"d.txt\" }" }).Hash());

    [Fact]
    public void Hash_IsAnother_WhateverDiffers()
    {
        Act[] others =
        [
            Known with { Tool = "files.write" },
            Known with { Version = 2 },
            Known with { Arguments = """{"path":"d.txt "}""" },
            Known with { Arguments = """{"path":["d.txt"]}""" },
            Known with { Actor = "ac" },
            Known with { PolicyVersion = 4 },
        ];
        Assert.Equal(others.Length + 1, others.Append(Known).Select(act => act.Hash()).Distinct().Count());
    }
}
