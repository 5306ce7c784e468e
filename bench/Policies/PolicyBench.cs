using System.Diagnostics;
using OmniSage.Bench.Figures;
using OmniSage.GrainInterfaces.Journals;
using OmniSage.GrainInterfaces.Tenants;
using OmniSage.Grains.Policies;
using OmniSage.Grains.Tools;

namespace OmniSage.Bench.Policies;

/// <summary>
/// Decisions of one thread: over the ground rules alone, and over the largest document that is taken, whose rules all
/// have to be looked at. The call is taken apart anew each time, as it is in a run.
/// </summary>
internal static class PolicyBench
{
    private const int Rounds = 7;
    private static readonly TimeSpan Round = TimeSpan.FromMilliseconds(300);

    public static Task<IReadOnlyList<Figure>> RunAsync(CancellationToken cancellation)
    {
        var rules = string.Concat(Enumerable.Range(0, PolicyBounds.RulesMax).Select(number => $$$"""
              - name: rule {{{number}}}
                when: {tool: "web.*", host: "*.host{{{number}}}.example", argument: {/url: "*/private/*"}}
                then: deny
                why: because

            """));
        var largest = $"policy: 1\nhosts: [\"*.example.com\"]\nrules:\n{rules}";
        var (small, large) = (new List<double>(), new List<double>());
        var read = new List<double>();
        for (var round = 0; round <= Rounds; round++)
        {
            cancellation.ThrowIfCancellationRequested();
            var one = Rate(Read("policy: 1\nhosts: [\"*.example.com\"]"));
            var other = Rate(Read(largest));
            var watch = Stopwatch.StartNew();
            Read(largest);
            // The first one compiles.
            if (round == 0) continue;
            small.Add(one);
            large.Add(other);
            read.Add(watch.Elapsed.TotalMilliseconds);
        }

        return Task.FromResult<IReadOnlyList<Figure>>(
        [
            new("policy decisions, ground rules", Numbers.Median(small), "/s") { Goal = Goal.AtLeast(50_000) },
            new("policy decisions, 200 rules", Numbers.Median(large), "/s") { Goal = Goal.AtLeast(5_000) },
            new("reading a policy of 200 rules", Numbers.Median(read), "ms"),
        ]);
    }

    private static PolicyDocument Read(string text) =>
        PolicyReader.Read(text).Document ?? throw new InvalidOperationException("The bench's policy is not valid.");

    private static double Rate(PolicyDocument document)
    {
        var tool = new ToolManifest("web.fetch", 1, "", ToolManifest.SchemaOf("{}"))
        {
            Scopes = [ToolScopes.ReadWeb],
            Risk = ToolRisk.Low,
            Effects = ToolEffects.None,
            Users = ToolUsers.Executors,
        };
        var now = DateTimeOffset.UnixEpoch;
        var watch = Stopwatch.StartNew();
        var decisions = 0;
        for (; watch.Elapsed < Round; decisions++)
        {
            var call = PolicyCall.Of(
                tool,
                """{"url":"https://www.example.com/a/page.html","max_chars":20000}""",
                Labels.Member,
                new(Guid.Empty, TenantRole.Member),
                "default");
            PolicyEngine.Decide(document, call, now);
        }

        return decisions / watch.Elapsed.TotalSeconds;
    }
}
