using System.Text;
using System.Text.Json;
using OmniSage.GrainInterfaces.Policies;
using OmniSage.Grains.Policies;
using OmniSage.Grains.Tools;

namespace OmniSage.Grains.Tests.Policies;

/// <summary>A rule as plain text, from which a document is written, and which <see cref="SlowPolicy"/> reads.</summary>
internal sealed record RuleCase(string Name, string Then, ImmutableDictionary<string, ImmutableArray<string>> When)
{
    public ImmutableArray<string> Of { get; init; } = [];

    public int? Uses { get; init; }

    public string ToYaml()
    {
        var text = new StringBuilder();
        text.Append($"  - name: {Name}\n    when:\n");
        foreach (var (key, values) in When) text.Append($"      {key}: {Value(key, values)}\n");
        text.Append($"    then: {Then}\n    why: because\n");
        if (!Of.IsEmpty) text.Append($"    of: [{string.Join(", ", Of)}]\n");
        if (Uses is { } uses) text.Append($"    grant: {{uses: {uses}}}\n");
        return text.ToString();
    }

    private static string Value(string key, ImmutableArray<string> values)
    {
        var list = $"[{string.Join(", ", values.Select(value => JsonSerializer.Serialize(value)))}]";
        return key switch
        {
            "argument" => $"{{/command: {list}}}",
            "trust" or "sensitivity" => $"{{at_least: {values[0]}, at_most: {values[1]}}}",
            "caller" => $"{{role: {list}}}",
            _ => list,
        };
    }
}

/// <summary>Random documents and calls over a vocabulary so small that rules and calls meet.</summary>
internal static class PolicyCases
{
    private static readonly DateTimeOffset Noon = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    private static readonly string[] Tools = ["web.fetch", "files.write", "files.publish", "mail.send", "shell.run"];
    private static readonly string[] ToolPatterns = [.. Tools, "*", "files.*", "web.?etch", "*.run"];
    private static readonly string[] Scopes = ["read_web", "write_files", "publish", "execute", "send", "read_files"];
    private static readonly string[] ScopePatterns = [.. Scopes, "*", "read_*"];
    private static readonly string[] Hosts = ["a.example", "b.example", "deep.a.example", "?"];
    private static readonly string[] HostPatterns = ["a.example", "*.example", "b.*", "*.a.example"];
    private static readonly string[] Paths = ["a.txt", "secret/b", "secret/deep/c", "../x"];
    private static readonly string[] PathPatterns = ["*.txt", "secret/*", "secret/**", "**", "?.txt"];
    private static readonly string[] Commands = ["ls", "rm -rf x", "", "ls; rm y"];
    private static readonly string[] CommandPatterns = ["ls*", "*rm *", "??", "*"];
    private static readonly string[] Roles = ["member", "admin", "owner"];
    private static readonly string[] Thens = ["allow", "allow", "ask once", "ask each", "deny"];

    public static DateTimeOffset Now => Noon;

    public static ImmutableArray<RuleCase> Rules(Random random, int most = 5) =>
        [.. Enumerable.Range(0, random.Next(most + 1)).Select(number => Rule(random, $"rule {number}"))];

    public static RuleCase Rule(Random random, string name)
    {
        var when = ImmutableDictionary.CreateBuilder<string, ImmutableArray<string>>(StringComparer.Ordinal);
        while (when.Count == 0 || random.Next(3) == 0) Add(random, when);
        var then = Pick(random, Thens);
        return new(name, then, when.ToImmutable())
        {
            Of = then.StartsWith("ask", StringComparison.Ordinal) && random.Next(3) == 0 ? Some(random, Roles) : [],
            Uses = then is "ask once" && random.Next(3) == 0 ? random.Next(1, 50) : null,
        };
    }

    public static string Yaml(IEnumerable<RuleCase> rules, IEnumerable<string> hosts)
    {
        var written = string.Concat(rules.Select(rule => rule.ToYaml()));
        return $"policy: 1\nhosts: [{string.Join(", ", hosts.Select(host => $"\"{host}\""))}]\n"
            + (written.Length == 0 ? "rules: []\n" : $"rules:\n{written}");
    }

    public static PolicyDocument Document(IEnumerable<RuleCase> rules, IEnumerable<string> hosts)
    {
        var read = PolicyReader.Read(Yaml(rules, hosts));
        Assert.Empty(read.Faults);
        return read.Document!;
    }

    public static ImmutableArray<string> ListedHosts(Random random) =>
        random.Next(2) == 0 ? [] : Some(random, HostPatterns);

    public static PolicyCall Call(Random random)
    {
        var call = new PolicyCall
        {
            Tool = Pick(random, Tools),
            Version = 1,
            Scopes = random.Next(8) == 0 ? [] : Some(random, Scopes),
            Risk = (ToolRisk)random.Next(3),
            Effects = (ToolEffects)random.Next(3),
            Arguments = JsonSerializer.SerializeToElement(
                random.Next(4) == 0 ? (object)new { other = 1 } : new { command = Pick(random, Commands) }),
            Hosts = random.Next(2) == 0 ? [] : Some(random, Hosts),
            Paths = random.Next(2) == 0 ? [] : Some(random, Paths),
            Labels = new() { Trust = (Trust)random.Next(4), Sensitivity = (Sensitivity)random.Next(4) },
            Caller = new(Ids.Of(1), random.Next(5) == 0 ? null : (TenantRole)random.Next(1, 4)),
            Agent = "default",
        };
        return random.Next(3) == 0 ? call with { Grants = [Grant(random, call), Grant(random, Call(random))] } : call;
    }

    /// <summary>A grant as somebody could have made it for the call, used up or expired at times.</summary>
    private static Grant Grant(Random random, PolicyCall call) => new()
    {
        Id = Ids.Of(random.Next(1_000)),
        Terms = Granting.Offer(call, usesMax: 3, days: 1)!,
        By = Ids.Of(9),
        MadeUs = 0,
        ExpiresUs = (Noon.ToUnixTimeMilliseconds() + random.Next(-1, 3)) * 1_000,
        Uses = random.Next(5),
    };

    private static void Add(Random random, ImmutableDictionary<string, ImmutableArray<string>>.Builder when)
    {
        switch (random.Next(10))
        {
            case 0 or 1: when["tool"] = Some(random, ToolPatterns); break;
            case 2: when["scope"] = Some(random, ScopePatterns); break;
            case 3: when["host"] = Some(random, HostPatterns); break;
            case 4: when["path"] = Some(random, PathPatterns); break;
            case 5: when["argument"] = Some(random, CommandPatterns); break;
            case 6: when["risk"] = Some(random, ["low", "middling", "destructive"]); break;
            case 7: when["effects"] = Some(random, ["none", "sandbox", "external"]); break;
            case 8: when["caller"] = Some(random, Roles); break;
            case 9: when["trust"] = [Pick(random, ["untrusted", "tool"]), Pick(random, ["tool", "member"])]; break;
        }
    }

    private static string Pick(Random random, string[] from) => from[random.Next(from.Length)];

    private static ImmutableArray<string> Some(Random random, string[] from) =>
        [.. Enumerable.Range(0, random.Next(1, 3)).Select(_ => Pick(random, from)).Distinct()];
}
