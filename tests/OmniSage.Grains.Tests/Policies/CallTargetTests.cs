using OmniSage.Grains.Policies;
using OmniSage.Grains.Tools;

namespace OmniSage.Grains.Tests.Policies;

public sealed class CallTargetTests
{
    private static readonly ToolManifest Any = TestTools.Of(
        "any", ToolRisk.Low, ToolEffects.None, ToolScopes.ReadWeb) with
    {
        Schema = ToolManifest.SchemaOf("""
            {"properties":{"link_to":{"type":"string","format":"uri"},"where":{"type":"string","format":"path"}}}
            """),
    };

    [Theory]
    [InlineData("""{"url":"https://Example.COM:8443/a?b#c"}""", "example.com")]
    [InlineData("""{"URL":"http://user:pw@example.com."}""", "example.com")]
    [InlineData("""{"urls":["http://b.example","http://a.example"]}""", "a.example b.example")]
    [InlineData("""{"url":"http://a.example","URL":"http://b.example"}""", "a.example b.example")]
    [InlineData("""{"url":"http://bücher.example/"}""", "xn--bcher-kva.example")]
    [InlineData("""{"url":"http://[::1]/"}""", "::1")]
    [InlineData("""{"url":"http://0x7f.1/"}""", "127.0.0.1")]
    [InlineData("""{"url":"nonsense"}""", "?")]
    [InlineData("""{"url":"file:///etc/passwd"}""", "?")]
    [InlineData("""{"host":"Db.Example."}""", "db.example")]
    [InlineData("""{"link_to":"https://c.example"}""", "c.example")]
    [InlineData("""{"body":"https://d.example/x"}""", "d.example")]
    [InlineData("""{"body":"see https://d.example/x"}""", "")]
    [InlineData("""{"url":7}""", "")]
    public void Hosts_AreFound_HoweverTheyAreWritten(string arguments, string expected) =>
        Assert.Equal(expected, string.Join(' ', Call(arguments).Hosts));

    [Theory]
    [InlineData("a/b.txt", "a/b.txt")]
    [InlineData("./a//b/../c", "a/c")]
    [InlineData("/workspace/secret/x", "secret/x")]
    [InlineData("/workspace/../etc/passwd", "/etc/passwd")]
    [InlineData("../../x", "../../x")]
    [InlineData("a/../../x", "../x")]
    [InlineData("/../../etc", "/etc")]
    [InlineData("", "")]
    public void Path_IsFoundWithoutItsDetours(string path, string expected) =>
        Assert.Equal(expected, CallTargets.PathOf(path));

    [Fact]
    public void Paths_AreFoundByNameAndFormat() => Assert.Equal(
        ["a", "b", "c"], Call("""{"PATH":"a","paths":["b"],"where":"./c","other":"d"}""").Paths);

    [Fact]
    public void Call_ThatNamesTooMuch_IsNotMade()
    {
        string Listed(int count) => System.Text.Json.JsonSerializer.Serialize(
            new { paths = Enumerable.Range(0, count).Select(number => $"f{number}") });
        Assert.Equal(CallTargets.TargetsMax, Call(Listed(CallTargets.TargetsMax)).Paths.Length);
        Assert.Throws<ToolFaultException>(() => Call(Listed(CallTargets.TargetsMax + 1)));
        Assert.Equal(CallTargets.NoPath, CallTargets.PathOf(new('a', 5_000)));
    }

    [Fact]
    public void ToolWithHostsOfItsOwn_ReachesThose()
    {
        var tool = Any with { EgressHosts = ["api.example", "*.cdn.example"] };
        Assert.Equal(["api.example"], CallTargets.HostsOf(tool, Call("{}").Arguments));
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("nonsense")]
    [InlineData("""{"url":"http://a.example","url":"http://b.example"}""")]
    public void Arguments_ThatAreNoObject_OrNameAMemberTwice_AreRefused(string arguments) =>
        Assert.Throws<ToolFaultException>(() => Call(arguments));

    private static PolicyCall Call(string arguments) =>
        PolicyCall.Of(Any, arguments, Labels.Member, new(Ids.Of(1), TenantRole.Member), "default");
}
