using FsCheck;
using FsCheck.Fluent;
using OmniSage.GrainInterfaces.Policies;
using OmniSage.Grains.Coordinators;
using OmniSage.Grains.Journals;
using OmniSage.Grains.Tests.Coordinators;
using OmniSage.Grains.Tests.Runs;
using OmniSage.Grains.Tenants;
using OmniSage.Grains.Workspaces;

namespace OmniSage.Grains.Tests.Journals;

/// <summary>
/// Whatever a journal holds, going on from a snapshot at any point comes to the same as folding it whole.
/// </summary>
public sealed class SnapshotTests
{
    private static readonly Config Many = Config.QuickThrowOnFailure.WithMaxTest(100).WithQuietOnSuccess(true);

    [Fact]
    public void Conversation_FromASnapshot_IsTheWholeFold() => Holds(Conversation.Empty, random =>
    {
        var thread = new ThreadWriter();
        for (var number = 0; number < 60; number++) thread.Next(random);
        return thread.Events;
    });

    [Fact]
    public void RunState_FromASnapshot_IsTheWholeFold() => Holds(RunState.Empty, random =>
    {
        var run = new RunWriter(random.Next(2) == 0);
        for (var number = 0; number < 40; number++) run.Next(random);
        return run.Events;
    });

    [Fact]
    public void TenantState_FromASnapshot_IsTheWholeFold() => Holds(TenantState.Empty, random =>
    [
        new TenantOpened("name", Ids.Of(1)),
        .. Enumerable.Range(0, 20).Select(number => (EventPayload)(random.Next(3) switch
        {
            0 => new WorkspaceAdded(Ids.Of(number), $"w-{number}", "w", Ids.Of(1)),
            1 => new AccessGranted(Ids.Of(number), Ids.Of(1), "ab"),
            _ => new AccessRevoked(Ids.Of(number - 1)),
        })),
    ]);

    [Fact]
    public void WorkspaceState_FromASnapshot_IsTheWholeFold() => Holds(WorkspaceState.Empty, random =>
    [
        .. Enumerable.Range(1, 30).Select(number => (EventPayload)(random.Next(4) switch
        {
            0 => new PolicyChanged(number, "policy: 1", "n", Ids.Of(1), number % 2 == 0 ? 1 : null),
            1 => new GrantMade(Ids.Of(number), Terms, Ids.Of(1)),
            2 => new GrantUsed(Ids.Of(random.Next(number)), Ids.Of(7), number),
            _ => new GrantRevoked(Ids.Of(random.Next(number)), Ids.Of(1)),
        })),
    ]);

    private static GrantTerms Terms { get; } = new()
    {
        Tool = "t", Version = 1, Agent = "a", Hosts = ["h"], Arguments = [new("/a", "1")], UsesMax = 9, Days = 1,
    };

    private static void Holds<TState>(TState empty, Func<Random, IReadOnlyList<EventPayload>> write)
        where TState : class, IFold<TState> => Check.One(Many, Prop.ForAll(
            Arb.From(Gen.Choose(0, int.MaxValue - 1)),
            seed =>
            {
                var (whole, restored) = (empty, empty);
                var at = 0L;
                foreach (var payload in write(new(seed)))
                {
                    whole = whole.Apply(payload, at += 1_000_000);
                    restored = StateJson.Read<TState>(StateJson.Write(restored)).Apply(payload, at);
                    if (!StateJson.Write(whole).AsSpan().SequenceEqual(StateJson.Write(restored))) return false;
                }

                return true;
            }));
}
