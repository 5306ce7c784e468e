using OmniSage.GrainInterfaces.Memory;
using OmniSage.Grains.Tools;
using OmniSage.Grains.Tools.Inproc;

namespace OmniSage.Grains.Memory;

/// <summary>
/// <c>memory.forget</c>: erases one fact, named by its id, or by words that fit one fact only. Where several fit, or
/// none says quite that, it erases nothing and answers with them: what is erased does not come back.
/// </summary>
internal sealed class MemoryForgetTool(IGrainFactory grains, IFacts facts, FactUses uses) : IInprocTool
{
    private const int FactsMax = 5;

    /// <summary>A fact that fits so much better than the next one is the one that is meant.</summary>
    private const double Lead = 0.2;

    public ToolManifest Manifest { get; } = new(
        ToolIds.MemoryForget,
        Version: 1,
        "Erases a remembered fact for good, with its earlier versions. Give its id, or words that fit it alone.",
        ToolManifest.SchemaOf(
            """
            {
              "type": "object",
              "properties": {
                "fact": { "type": "string", "description": "The fact's id, as memory_recall gives it." },
                "query": { "type": "string", "description": "Words of the fact, where the id is not known." }
              },
              "additionalProperties": false
            }
            """))
    {
        Scopes = [ToolScopes.WriteMemory],
        // It takes no more than whoever asks could take by hand; a rule that names it can have it asked all the same.
        Risk = ToolRisk.Low,
        Effects = ToolEffects.None,
        Users = ToolUsers.Coordinators,
    };

    public async Task<ToolOutcome> CallAsync(InprocCall call, CancellationToken cancellation)
    {
        var arguments = ToolArguments.Read<ForgetArguments>(call.Call.Arguments);
        var scopes = MemoryAccess.ScopesOf(call.Place);
        if (arguments.Fact is { } id)
        {
            var known = await facts.FindAsync(call.Run.Tenant, MemoryNames.IdOf(id), cancellation);
            if (known is null || !scopes.Contains(known.Scope)) throw NotThere();
            return await ForgetAsync(call, known);
        }

        if (string.IsNullOrWhiteSpace(arguments.Query)) throw new ToolFaultException("Give fact or query.");
        var found = (await facts.SearchAsync(
            call.Run.Tenant, scopes, arguments.Query, FactsMax, withPinned: false, cancellation))
            .Where(one => one.Score >= RecallBudget.ScoreMin)
            .ToImmutableArray();
        return found switch
        {
            [] => throw NotThere(),
            [{ IsWhole: true } only] => await ForgetAsync(call, only.Fact),
            [{ IsWhole: true } best, var next, ..] when best.Score - next.Score >= Lead =>
                await ForgetAsync(call, best.Fact),
            _ => await QuoteAsync(call, found),
        };
    }

    private async Task<ToolOutcome> QuoteAsync(InprocCall call, ImmutableArray<FoundFact> found)
    {
        await uses.NoteAsync(call.Run, call.Place, found);
        return ToolOutcome.Of(new
        {
            Status = "ambiguous",
            Facts = found.Select(one => RecalledText.Quoted.Of(one, call.Place.By)),
        }) with { Labels = Labels.Tool.Join(RecallNote.LabelsOf(found)) };
    }

    private async Task<ToolOutcome> ForgetAsync(InprocCall call, Fact fact)
    {
        CallerContext.Set(call.Run.Tenant, CallerContext.System);
        var key = MemoryScopeId.Of(call.Run.Tenant, fact.Scope).ToGrainKey();
        return await grains.GetGrain<IMemoryScopeGrain>(key).ForgetAsync(fact.Id, call.Place.By) switch
        {
            ForgetOutcome.Forgotten => ToolOutcome.Of(new { Status = "forgotten", Fact = fact.Id.ToString("N") }),
            ForgetOutcome.NotFound => throw NotThere(),
        };
    }

    private static ToolFaultException NotThere() =>
        new("Nothing is remembered that fits.", code: "not_found");

    private sealed record ForgetArguments(string? Fact = null, string? Query = null);
}
