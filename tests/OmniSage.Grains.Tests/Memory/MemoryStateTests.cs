using OmniSage.GrainInterfaces.Memory;
using OmniSage.Grains.Memory;

namespace OmniSage.Grains.Tests.Memory;

public sealed class MemoryStateTests
{
    private static readonly MemoryScope Scope = MemoryScope.OfUser(Ids.Of(9));

    [Fact]
    public void Forgetting_TakesAllVersions_AndWhateverSumsThemUp()
    {
        var state = Fold(
            Kept(1),
            Kept(2, supersedes: 1),
            Kept(3, supersedes: 2),
            Kept(4),
            Kept(5, madeFrom: [2, 4]),
            Kept(6, madeFrom: [5]));
        foreach (var fact in new[] { 1, 2, 3 })
        {
            Assert.Equal([1, 2, 3, 5, 6], state.GoesWith([Ids.Of(fact)]).Select(Number));
        }

        Assert.Equal([4, 5, 6], state.GoesWith([Ids.Of(4)]).Select(Number));
        Assert.Equal([6], state.GoesWith([Ids.Of(6)]).Select(Number));
        Assert.Empty(state.GoesWith([Ids.Of(7)]));
    }

    [Fact]
    public void Command_IsJudged()
    {
        var state = Fold(Kept(1), Kept(2, supersedes: 1));
        Assert.Equal(RememberOutcome.Remembered, state.Judge(Command(3), 3));
        Assert.Equal(RememberOutcome.Full, state.Judge(Command(3), 2));
        Assert.Equal(RememberOutcome.NotFound, state.Judge(Command(3) with { Supersedes = Ids.Of(1) }, 9));
        Assert.Equal(RememberOutcome.NotFound, state.Judge(Command(3) with { Supersedes = Ids.Of(8) }, 9));
        Assert.Equal(RememberOutcome.NotFound, state.Judge(Command(3) with { MadeFrom = [Ids.Of(8)] }, 9));
        Assert.Equal(RememberOutcome.Remembered, state.Judge(Command(3) with { Supersedes = Ids.Of(2) }, 9));
    }

    [Fact]
    public void Forgotten_IsKnownByIdForAWhile_AndBounded()
    {
        var state = Fold(Kept(1)).Apply(new MemoryForgotten([Ids.Of(1)], null), 1);
        Assert.True(state.HasSeen(Ids.Of(1)));
        for (var number = 2; number < 1_000; number++)
        {
            state = state.Apply(new MemoryForgotten([Ids.Of(number)], null), 1);
        }

        Assert.Equal(MemoryState.ForgottenMax, state.Forgotten.Length);
        Assert.Empty(state.Facts);
    }

    [Fact]
    public void Expiry_ComesInOrder_AndBounded()
    {
        var state = Fold(Kept(1, expires: 30), Kept(2, expires: 10), Kept(3), Kept(4, expires: 20));
        Assert.Equal(10, state.NextExpiryUs);
        Assert.Equal([2, 4], state.ExpiredAt(20, 9).Select(Number));
        Assert.Equal([2], state.ExpiredAt(100, 1).Select(Number));
        Assert.Empty(state.ExpiredAt(9, 9));
    }

    [Fact]
    public void State_HoldsNoText()
    {
        var json = OmniSage.Grains.Journals.StateJson.Write(Fold(Kept(1)));
        Assert.DoesNotContain("secret", System.Text.Encoding.UTF8.GetString(json), StringComparison.Ordinal);
        var read = OmniSage.Grains.Journals.StateJson.Read<MemoryState>(json);
        Assert.Equal(1, read.Facts[Ids.Of(1)].Seq);
    }

    [Fact]
    public void Scopes_HaveKeysOfTheirOwn()
    {
        var tenant = new TenantId(Ids.Of(1));
        var one = Ids.Of(2);
        MemoryScope[] scopes =
        [
            MemoryScope.OfUser(one), MemoryScope.OfWorkspace(one), MemoryScope.OfProject(one, one),
            MemoryScope.OfThread(one, one), MemoryScope.OfAgent(one, one), MemoryScope.OfThread(Ids.Of(3), one),
        ];
        var keys = scopes.Select(scope => MemoryScopeId.Of(tenant, scope).ToGrainKey()).ToList();
        Assert.Equal(scopes.Length, keys.Distinct().Count());
        Assert.All(keys, key => Assert.Equal(key, MemoryScopeId.Parse(key).ToGrainKey()));
        var elsewhere = MemoryScopeId.Of(new(Ids.Of(5)), scopes[0]).Value;
        Assert.DoesNotContain(elsewhere, keys.Select(key => MemoryScopeId.Parse(key).Value));
    }

    private static MemoryState Fold(params ReadOnlySpan<MemoryWritten> events)
    {
        var state = MemoryState.Empty;
        foreach (var written in events) state = state.Apply(written, 1);
        return state;
    }

    private static MemoryWritten Kept(
        int number, int? supersedes = null, int[]? madeFrom = null, long? expires = null) => new()
    {
        Fact = Ids.Of(number),
        Seq = number,
        Scope = Scope,
        Text = "secret",
        By = Ids.Of(9),
        Importance = 3,
        Source = FactSource.None,
        Supersedes = supersedes is { } old ? Ids.Of(old) : null,
        MadeFrom = [.. (madeFrom ?? []).Select(Ids.Of)],
        ExpiresUs = expires,
    };

    private static RememberFact Command(int number) => new()
    {
        Fact = Ids.Of(number), Scope = Scope, Text = "x", By = Ids.Of(9), Workspace = Ids.Of(8),
    };

    private static int Number(Guid id) => Enumerable.Range(0, 10).First(number => Ids.Of(number) == id);
}
