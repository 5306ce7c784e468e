using OmniSage.GrainInterfaces.Memory;
using OmniSage.Grains.Tools;
using OmniSage.Grains.Tools.Inproc;

namespace OmniSage.Grains.Memory;

/// <summary><c>memory.recall</c>: what is remembered of something, with who said it, when and where.</summary>
internal sealed class MemoryRecallTool(IFacts facts, FactUses uses) : IInprocTool
{
    private const int FactsMax = 10;
    private const int QueryCharsMax = 1_000;

    public ToolManifest Manifest { get; } = new(
        ToolIds.MemoryRecall,
        Version: 1,
        "Looks up what is remembered. Answers with facts, best first, each with who said it, when and in which thread.",
        ToolManifest.SchemaOf(
            """
            {
              "type": "object",
              "properties": {
                "query": { "type": "string", "description": "What it is about, in a few words." },
                "scope": { "type": "string", "enum": ["user", "workspace", "thread", "agent"] }
              },
              "required": ["query"],
              "additionalProperties": false
            }
            """))
    {
        Scopes = [ToolScopes.ReadMemory],
        Risk = ToolRisk.Low,
        Effects = ToolEffects.None,
        Users = ToolUsers.Coordinators,
    };

    public async Task<ToolOutcome> CallAsync(InprocCall call, CancellationToken cancellation)
    {
        var arguments = ToolArguments.Read<RecallArguments>(call.Call.Arguments);
        if (arguments.Query.Length > QueryCharsMax)
        {
            throw new ToolFaultException($"query has more than {QueryCharsMax} characters.");
        }

        var kind = MemoryNames.KindOf(arguments.Scope);
        var scopes = MemoryAccess.ScopesOf(call.Place)
            .Where(scope => kind is null || scope.Kind == kind)
            .ToImmutableArray();
        var found = scopes.IsEmpty ? [] : (await facts.SearchAsync(
            call.Run.Tenant, scopes, arguments.Query, FactsMax, withPinned: false, cancellation))
            .RemoveAll(one => one.Score < RecallBudget.ScoreMin);
        // Whole facts only: the last ones stay away where the result has no room for them.
        for (var count = found.Length; ; count--)
        {
            var outcome = ToolOutcome.Of(new
            {
                Facts = found.Take(count).Select(one => RecalledText.Quoted.Of(one, call.Place.By)),
                More = count < found.Length,
            });
            if (count == 0 || System.Text.Encoding.UTF8.GetByteCount(outcome.Result) <= call.ResultBytesMax)
            {
                await uses.NoteAsync(call.Run, call.Place, found.Take(count));
                return outcome with { Labels = Labels.Tool.Join(RecallNote.LabelsOf(found)) };
            }
        }
    }

    private sealed record RecallArguments(string Query, string? Scope = null);
}
