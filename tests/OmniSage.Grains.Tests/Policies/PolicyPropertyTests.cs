using OmniSage.GrainInterfaces.Policies;
using OmniSage.Grains.Policies;

namespace OmniSage.Grains.Tests.Policies;

/// <summary>What holds of every document and every call, whatever they are.</summary>
public sealed class PolicyPropertyTests
{
    private const int Cases = 10_000;

    [Fact]
    public void Engine_OnRandomCases_DecidesAsTheSlowOne()
    {
        var seen = new Dictionary<string, int>();
        for (var seed = 0; seed < Cases; seed++)
        {
            var (rules, listed, call) = Case(seed);

            var decision = Decide(rules, listed, call);

            var expected = SlowPolicy.Decide(rules, listed, call);
            var said = decision.Verdict switch
            {
                PolicyVerdict.Allow => "allow",
                PolicyVerdict.Deny => "deny",
                PolicyVerdict.Ask => decision.Ask!.Mode is AskMode.Once ? "ask once" : "ask each",
            };
            var of = string.Join(",", decision.Ask?.Of ?? []);
            Assert.True(
                (said, of, decision.Grant is not null) == expected,
                $"Seed {seed}: {said} of {of} by {decision.Rule}, expected {expected}\n"
                + $"{PolicyCases.Yaml(rules, listed)}{call}");
            seen[said] = seen.GetValueOrDefault(said) + 1;
        }

        // A generator that never gets somewhere proves nothing of it.
        Assert.Equal(4, seen.Count(one => one.Value > Cases / 50));
    }

    [Fact]
    public void DenyingRule_ThatSpeaks_AlwaysWins() => ForAll((random, rules, listed, call) =>
    {
        var deny = PolicyCases.Rule(random, "the one") with { Then = "deny", Of = [], Uses = null };
        var denies = Decide([deny], [], call).Verdict is PolicyVerdict.Deny
            && Decide([deny], [], call).Rule == "the one";
        return !denies || Decide(rules.Add(deny), listed, call).Verdict is PolicyVerdict.Deny;
    });

    [Fact]
    public void Rule_Added_NeverWidensADenialOfARule() => ForAll((random, rules, listed, call) =>
    {
        var before = Decide(rules, listed, call);
        var after = Decide(rules.Add(PolicyCases.Rule(random, "the new one")), listed, call);
        return before.Verdict is not PolicyVerdict.Deny || before.Rule.StartsWith("ground:", StringComparison.Ordinal)
            || after.Verdict is PolicyVerdict.Deny;
    });

    [Fact]
    public void Rule_ThatDoesNotMeanTheCall_NeverMakesItMilder() => ForAll((random, rules, listed, call) =>
    {
        var added = PolicyCases.Rule(random, "the new one");
        var meansIt = added.Then is "allow"
            || (added.When.TryGetValue("tool", out var tools) && tools.Contains(call.Tool))
            || added.When.ContainsKey("risk") || added.When.ContainsKey("effects");
        return meansIt || Strictness(Decide(rules.Add(added), listed, call))
            >= Strictness(Decide(rules, listed, call));
    });

    [Fact]
    public void Order_MakesNoDifference() => ForAll((random, rules, listed, call) =>
    {
        var shuffled = rules.ToArray();
        random.Shuffle(shuffled);
        return Decide(rules, listed, call) == Decide(shuffled, listed.Reverse(), call);
    });

    [Fact]
    public void UntrustedText_LetsNothingOut_WhateverTheRulesAllow() => ForAll((random, rules, listed, call) =>
    {
        var tainted = call with { Labels = call.Labels with { Trust = Trust.Untrusted } };
        var goesOut = call.IsFetch || call.IsPublish || call.IsExternalWrite;
        var all = rules.Add(new("all", "allow", Tool("*"))).Add(new("named", "allow", Tool(call.Tool)));
        var decision = Decide(all, ["*"], tainted);
        return !goesOut || decision is { Verdict: PolicyVerdict.Deny } or { Ask.Mode: AskMode.Each };
    });

    private static ImmutableDictionary<string, ImmutableArray<string>> Tool(string tool) =>
        ImmutableDictionary<string, ImmutableArray<string>>.Empty.Add("tool", [tool]);

    private static int Strictness(PolicyDecision decision) => decision.WithoutGrant() switch
    {
        { Verdict: PolicyVerdict.Allow } => 0,
        { Ask.Mode: AskMode.Once } => 1,
        { Verdict: PolicyVerdict.Ask } => 2,
        _ => 3,
    };

    private static void ForAll(
        Func<Random, ImmutableArray<RuleCase>, ImmutableArray<string>, PolicyCall, bool> holds)
    {
        for (var seed = 0; seed < Cases / 10; seed++)
        {
            var (rules, listed, call) = Case(seed);
            Assert.True(holds(new(seed), rules, listed, call), $"Seed {seed}\n{PolicyCases.Yaml(rules, listed)}{call}");
        }
    }

    private static (ImmutableArray<RuleCase> Rules, ImmutableArray<string> Listed, PolicyCall Call) Case(int seed)
    {
        var random = new Random(seed);
        return (PolicyCases.Rules(random), PolicyCases.ListedHosts(random), PolicyCases.Call(random));
    }

    private static PolicyDecision Decide(
        IEnumerable<RuleCase> rules, IEnumerable<string> listed, PolicyCall call) =>
        PolicyEngine.Decide(PolicyCases.Document(rules, listed), call, PolicyCases.Now);
}
