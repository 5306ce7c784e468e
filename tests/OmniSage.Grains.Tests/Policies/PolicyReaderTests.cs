using System.Diagnostics;
using OmniSage.GrainInterfaces.Documents;
using OmniSage.Grains.Documents;
using OmniSage.Grains.Policies;
using OmniSage.Sandbox;

namespace OmniSage.Grains.Tests.Policies;

public sealed class PolicyReaderTests
{
    private const string Whole = """
        policy: 1
        hosts: [docs.example, "*.Example.COM."]
        approvers: [owner, 00000000000070008000000000000001]
        sandbox: {image: full, kernel: gvisor, require: [memory, processes, memory]}
        rules:
          - name: everything
            when:
              tool: [web.fetch, "files.*"]
              scope: read_web
              risk: [low, middling]
              effects: none
              host: "*.example.com"
              path: ["secret/**"]
              argument:
                /command: ["rm *", "dd *"]
                /options/0/a~1b: x
              trust: {at_most: tool}
              sensitivity: {at_least: personal, at_most: secret}
              caller: {role: member, account: 00000000000070008000000000000002}
              agent: default
            then: ask once
            why: Because.
            of: owner
            grant: {uses: 5, days: 7}

        """;

    [Theory]
    [InlineData("policy: 1\n# all is well\u0085hosts: [evil.example]\n", 2, 14)]
    [InlineData("policy: 1\n# all is well\rhosts: [evil.example]\n", 2, 14)]
    [InlineData("policy: 1\n# \u202ellew si lla\n", 2, 3)]
    [InlineData("policy: 1 # a\0\n", 1, 14)]
    [InlineData("policy: 1\nhosts: [\"a\u200b.example\"]\n", 2, 11)]
    [InlineData("policy: 1\n# é😀 a\u00ad\n", 2, 8)]
    [InlineData("policy: 1\n# \U000E0061\n", 2, 3)]
    public void Document_ThatReadsOtherwiseThanItLooks_IsRefused(string text, int line, int column)
    {
        var fault = Assert.Single(PolicyReader.Read(text).Faults);
        Assert.Equal((line, column), (fault.Line, fault.Column));
        Assert.Contains("hides", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Document_WithLineEndsOfWindows_IsRead() =>
        Assert.Empty(PolicyReader.Read("policy: 1\r\nhosts: [a.example]\r\n").Faults);

    [Fact]
    public void Document_WithEveryKey_IsRead_AndFitsTheSchema()
    {
        var document = Read(Whole);

        var rule = Assert.Single(document.Rules);
        Assert.Equal((PolicyStrictness.AskOnce, 5, 7), (rule.Then, rule.UsesMax, rule.Days));
        Assert.Equal(["00000000000070008000000000000001", "owner"], document.Approvers);
        Assert.True(document.Hosts[1].IsMatch("www.example.com"));
        Assert.Equal(["options", "0", "a/b"], rule.When.Arguments[1].Path);
        Assert.Equal((Trust.Tool, null), (rule.When.TrustMost, rule.When.TrustLeast));
        Assert.Equal(("full", SandboxKernel.GVisor), (document.Sandbox.Image, document.Sandbox.Kernel));
        Assert.Equal([SandboxLimit.Memory, SandboxLimit.Processes], document.Sandbox.Required);
        Assert.True(SchemaCheck.OfPolicies.IsValid(Whole));
    }

    /// <summary>Each is refused at its place; the schema refuses it too, unless it cannot say so.</summary>
    [Theory]
    [InlineData("", 1, 1, "empty")]
    [InlineData("rules: []", 1, 1, "policy: 1")]
    [InlineData("policy: 2", 1, 9, "form 1")]
    [InlineData("policy: 1\nrulez: []", 2, 1, "'rulez' is no key")]
    [InlineData("policy: 1\nhosts: []\nhosts: []", 3, 1, "twice", true)]
    [InlineData("policy: 1\nhosts: ['https://x.example/']", 2, 9, "has to be a host", true)]
    [InlineData("policy: 1\nrules: 7", 2, 8, "list")]
    [InlineData("policy: 1\nrules:\n  - name: a", 3, 5, "'then'")]
    [InlineData("policy: 1\nrules:\n  - {name: a, when: {tool: x}, then: maybe}", 3, 38, "'then' has to be")]
    [InlineData("policy: 1\nrules:\n  - {name: a, when: {tol: x}, then: allow}", 3, 22, "'tol' is no key")]
    [InlineData("policy: 1\nrules:\n  - {name: a, when: {}, then: allow}", 3, 21, "condition")]
    [InlineData("policy: 1\nrules:\n  - {name: a, when: {tool: []}, then: allow}", 3, 28, "empty list")]
    [InlineData("policy: 1\nrules:\n  - {name: a, when: {tool: x}, then: deny}", 3, 5, "say why", true)]
    [InlineData("policy: 1\nrules:\n  - {name: a, when: {tool: x}, then: allow, of: owner}", 3, 49, "that ask", true)]
    [InlineData("policy: 1\nrules:\n  - {name: 'grant:a', when: {tool: x}, then: allow}", 3, 12, "colon")]
    [InlineData("policy: 1\nrules:\n  - {name: a, when: {argument: {url: x}}, then: allow}", 3, 33, "pointer")]
    [InlineData("policy: 1\nrules:\n  - {name: a, when: {argument: {/a~2: x}}, then: allow}", 3, 33, "pointer", true)]
    [InlineData("policy: 1\nrules:\n  - {name: a, when: {risk: huge}, then: allow}", 3, 28, "low, middling")]
    [InlineData("policy: 1\nrules:\n  - {name: a, when: {caller: {role: king}}, then: allow}", 3, 37, "auditor")]
    [InlineData("policy: 1\nrules:\n  - {name: a, when: {trust: {at_most: x}}, then: allow}", 3, 39, "untrusted")]
    [InlineData("policy: 1\napprovers: [auditor]", 2, 13, "owner, admin")]
    [InlineData("policy: 1\napprovers: []", 2, 12, "Somebody")]
    [InlineData("policy: 1\nsandbox: {}", 2, 10, "says nothing")]
    [InlineData("policy: 1\nsandbox: {image: docker.io/x}", 2, 18, "one of our images")]
    [InlineData("policy: 1\nsandbox: {kernel: mine}", 2, 19, "host, gvisor")]
    [InlineData("policy: 1\nsandbox: {require: [memory, luck]}", 2, 29, "memory, processes")]
    [InlineData("policy: 1\nsandbox: {network: true}", 2, 11, "'network' is no key")]
    [InlineData("policy: &a 1", 1, 9, "Anchors", true)]
    [InlineData("policy: 1\nhosts: *a", 2, 8, "", true)]
    [InlineData("policy: !!int 1", 1, 9, "Tags", true)]
    [InlineData("policy: 1\n---\npolicy: 1", 2, 1, "one document", true)]
    [InlineData("policy: [1", 2, 1, "no YAML")]
    [InlineData("policy: 1\n\tx: 1", 1, 9, "no YAML")]
    public void Mistake_IsToldWithItsPlace(string text, int line, int column, string says, bool onlyHere = false)
    {
        var read = PolicyReader.Read(text);

        Assert.Null(read.Document);
        var fault = read.Faults[0];
        Assert.Equal((line, column), (fault.Line, fault.Column));
        Assert.Contains(says, fault.Message, StringComparison.Ordinal);
        if (!onlyHere) Assert.False(SchemaCheck.OfPolicies.IsValid(text));
    }

    [Fact]
    public void Mistakes_AreToldTogether_AndAreBounded()
    {
        var rules = string.Concat(
            Enumerable.Range(0, 50).Select(n => $"  - {{name: r{n}, when: {{x: 1}}, then: y}}\n"));

        var read = PolicyReader.Read($"policy: 1\nrules:\n{rules}");

        Assert.Equal(DocumentBounds.FaultsMax, read.Faults.Length);
        Assert.All(read.Faults, fault => Assert.InRange(fault.Line, 3, 53));
    }

    [Theory]
    [InlineData("[", 60_000)]
    [InlineData("{a: ", 15_000)]
    [InlineData("- ", 30_000)]
    [InlineData("? ", 30_000)]
    [InlineData("a: 'b", 12_000)]
    [InlineData("\u0000", 60_000)]
    [InlineData("a: &x [*x, *x]\n", 1_500)]
    [InlineData("hosts: ]\n", 1_500)]
    [InlineData("\"\\u0041", 9_000)]
    public void HostileText_IsRefusedSoon(string part, int times)
    {
        var start = Stopwatch.GetTimestamp();

        var read = PolicyReader.Read(string.Concat(Enumerable.Repeat(part, times)));

        Assert.NotEmpty(read.Faults);
        Assert.True(Stopwatch.GetElapsedTime(start) < TimeSpan.FromSeconds(5));
    }

    [Fact]
    public void RandomText_IsRefused_AndNeverThrows()
    {
        var random = new Random(3);
        const string Letters = "policy: 1\nrules:- [{}]&*!|>'\"%@`#\t,?when tool then name\\~\u2028é";
        for (var number = 0; number < 3_000; number++)
        {
            var cut = random.Next(Whole.Length);
            var noise = new string([.. Enumerable.Range(0, 6).Select(_ => Letters[random.Next(Letters.Length)])]);
            var read = PolicyReader.Read(Whole[..cut] + noise + Whole[cut..]);
            Assert.Equal(read.Document is null, !read.Faults.IsEmpty);
        }
    }

    [Theory]
    [InlineData(DocumentText.BytesMax, 0, "bytes")]
    [InlineData(0, DocumentText.LinesMax, "lines")]
    public void Document_ThatIsTooLarge_IsRefused(int chars, int lines, string says)
    {
        var text = $"policy: 1\n#{new string('x', chars)}{new string('\n', lines)}";
        Assert.Contains(says, PolicyReader.Read(text).Faults.Single().Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Rules_BeyondTheirNumber_AreRefused()
    {
        var rules = string.Concat(Enumerable.Range(0, PolicyBounds.RulesMax + 1)
            .Select(n => $"  - {{name: r{n}, when: {{tool: x}}, then: allow}}\n"));

        var read = PolicyReader.Read($"policy: 1\nrules:\n{rules}");

        Assert.Equal(PolicyBounds.RulesMax + 3, read.Faults.Single().Line);
    }

    internal static PolicyDocument Read(string text)
    {
        var read = PolicyReader.Read(text);
        Assert.Empty(read.Faults);
        return read.Document!;
    }
}
