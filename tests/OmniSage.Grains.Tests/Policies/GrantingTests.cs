using OmniSage.GrainInterfaces.Policies;
using OmniSage.Grains.Policies;
using OmniSage.Grains.Tools;

namespace OmniSage.Grains.Tests.Policies;

public sealed class GrantingTests
{
    private static readonly ToolManifest Fetch = TestTools.Of(
        "web.fetch", ToolRisk.Low, ToolEffects.None, ToolScopes.ReadWeb);

    private static readonly ToolManifest Publish = TestTools.Of(
        "files.publish", ToolRisk.Middling, ToolEffects.External, ToolScopes.Publish);

    [Fact]
    public void GrantForReading_IsBoundByHosts()
    {
        var grant = Granted(Call(Fetch, """{"url":"https://a.example/1"}"""));

        Assert.True(Passes(Call(Fetch, """{"url":"http://A.example/2","max":1}"""), grant));
        Assert.False(Passes(Call(Fetch, """{"url":"https://b.example/1"}"""), grant));
        Assert.False(Passes(Call(Fetch, """{"urls":["https://a.example","https://b.example"]}"""), grant));
        Assert.False(Passes(Call(Fetch, """{"url":"nonsense"}"""), grant));
    }

    [Fact]
    public void GrantForAnythingElse_IsBoundByEveryArgument()
    {
        var grant = Granted(Call(Publish, """{"path":"a/~b","as":1}"""));

        Assert.True(Passes(Call(Publish, """{"as":1,"path":"a/~b"}"""), grant));
        Assert.False(Passes(Call(Publish, """{"as":"1","path":"a/~b"}"""), grant));
        Assert.False(Passes(Call(Publish, """{"path":"a/~b"}"""), grant));
        Assert.False(Passes(Call(Publish, """{"as":1,"path":"a/~b","and":2}"""), grant));
    }

    [Fact]
    public void Grant_OfAnotherToolVersionCallerOrAgent_LetsNothingPass()
    {
        var call = Call(Publish, """{"path":"a"}""");
        var grant = Granted(call);

        Assert.True(Passes(call, grant));
        Assert.False(Passes(call with { Tool = "files.ingest" }, grant));
        Assert.False(Passes(call with { Version = 2 }, grant));
        Assert.False(Passes(call with { Caller = new(Ids.Of(2), TenantRole.Member) }, grant));
        Assert.False(Passes(call with { Caller = new(null, null) }, grant));
        Assert.False(Passes(call with { Agent = "other" }, grant));
    }

    [Fact]
    public void Grant_ThatIsUsedUpOrExpired_LetsNothingPass()
    {
        var call = Call(Publish, """{"path":"a"}""");
        var grant = Granted(call);

        Assert.False(Passes(call, grant with { Uses = grant.Terms.UsesMax }));
        Assert.False(Passes(call, grant with { ExpiresUs = PolicyCases.Now.ToUnixTimeMilliseconds() * 1_000 }));
        Assert.True(Passes(call, grant with { ExpiresUs = PolicyCases.Now.ToUnixTimeMilliseconds() * 1_000 + 1 }));
    }

    [Fact]
    public void Grant_NeverLetsUntrustedTextOut()
    {
        var call = Call(Publish, """{"path":"a"}""");
        Assert.False(Passes(call with { Labels = call.Labels with { Trust = Trust.Untrusted } }, Granted(call)));
    }

    [Fact]
    public void Decision_ByAGrant_KnowsWhatHoldsWithoutIt()
    {
        var call = Call(Publish, """{"path":"a"}""");
        var decision = Decide(call with { Grants = [Granted(call)] });

        Assert.Equal(PolicyVerdict.Allow, decision.Verdict);
        Assert.Equal(PolicyVerdict.Ask, decision.WithoutGrant().Verdict);
        Assert.Null(decision.WithoutGrant().Grant);
        Assert.Equal(Decide(call).Offer, decision.WithoutGrant().Offer);
    }

    [Fact]
    public void Call_TooLargeForAGrant_AsksEachTime()
    {
        var call = Call(Publish, $$"""{"path":"{{new string('x', GrantTerms.BoundCharsMax)}}"}""");
        var decision = Decide(call);
        Assert.Equal((AskMode.Each, null), (decision.Ask!.Mode, decision.Offer));
    }

    private static PolicyCall Call(ToolManifest tool, string arguments) =>
        PolicyCall.Of(tool, arguments, Labels.Member, new(Ids.Of(1), TenantRole.Member), "default");

    private static PolicyDecision Decide(PolicyCall call) =>
        PolicyEngine.Decide(PolicyDocument.Empty, call, PolicyCases.Now);

    private static bool Passes(PolicyCall call, Grant grant) =>
        Decide(call with { Grants = [grant] }).Grant == grant.Id;

    private static Grant Granted(PolicyCall call) => new()
    {
        Id = Ids.Of(1),
        Terms = Decide(call).Offer!,
        By = Ids.Of(2),
        MadeUs = 0,
        ExpiresUs = long.MaxValue,
    };
}
