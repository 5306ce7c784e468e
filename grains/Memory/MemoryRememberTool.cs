using System.Security.Cryptography;
using System.Text;
using OmniSage.Grains.Tools;
using OmniSage.Grains.Tools.Inproc;
using OmniSage.GrainInterfaces.Memory;

namespace OmniSage.Grains.Memory;

/// <summary>
/// <c>memory.remember</c>: keeps a fact with where it was said. What it keeps is trusted no more than what the wish was
/// made of. A call that is made again after a crash keeps it once.
/// </summary>
internal sealed class MemoryRememberTool(IGrainFactory grains, SourceFinder sources, TimeProvider time) : IInprocTool
{
    private const int RetentionDaysMax = 36_500;

    public ToolManifest Manifest { get; } = new(
        ToolIds.MemoryRemember,
        Version: 1,
        "Keeps a fact for later conversations. Only what somebody asked to have remembered, in one plain sentence.",
        ToolManifest.SchemaOf(
            """
            {
              "type": "object",
              "properties": {
                "text": { "type": "string", "description": "The fact, understandable by itself; at most 2000 bytes." },
                "scope": {
                  "type": "string", "enum": ["user", "workspace", "thread", "agent"],
                  "description": "Whom it is for: the person who speaks (the default), everyone, or here only."
                },
                "importance": {
                  "type": "integer", "minimum": 1, "maximum": 5,
                  "description": "3 as a rule; facts of 5 are told in every turn of their scope."
                },
                "retention_days": {
                  "type": "integer", "minimum": 1, "maximum": 36500,
                  "description": "Days after which it is forgotten by itself."
                },
                "made_from": {
                  "type": "array", "items": { "type": "string" }, "maxItems": 32,
                  "description": "Ids of facts of the same scope that this one sums up."
                }
              },
              "required": ["text"],
              "additionalProperties": false
            }
            """))
    {
        Scopes = [ToolScopes.WriteMemory],
        Risk = ToolRisk.Low,
        Effects = ToolEffects.None,
        Users = ToolUsers.Coordinators,
    };

    public async Task<ToolOutcome> CallAsync(InprocCall call, CancellationToken cancellation)
    {
        var arguments = ToolArguments.Read<RememberArguments>(call.Call.Arguments);
        Check(arguments);
        var kind = MemoryNames.KindOf(arguments.Scope)
            ?? (call.Place.IsShared ? MemoryScopeKind.Thread : MemoryScopeKind.User);
        var scope = MemoryAccess.Find(call.Place, kind)
            ?? throw new ToolFaultException("Several people speak here, so that nothing can be kept for one of them.");
        var key = MemoryScopeId.Of(call.Run.Tenant, scope).ToGrainKey();
        var fact = IdOf(call);
        CallerContext.Set(call.Run.Tenant, CallerContext.System);
        var outcome = await grains.GetGrain<IMemoryScopeGrain>(key).RememberAsync(new()
        {
            Fact = fact,
            Scope = scope,
            Text = arguments.Text,
            By = call.Place.By,
            Workspace = call.Place.Workspace,
            Importance = arguments.Importance ?? RememberFact.ImportanceDefault,
            Labels = call.Labels,
            Source = await sources.FindAsync(call, cancellation),
            MadeFrom = [.. (arguments.MadeFrom ?? []).Select(MemoryNames.IdOf)],
            ExpiresUs = arguments.RetentionDays is { } days
                ? Microseconds.Of(time.GetUtcNow().AddDays(days))
                : null,
        });
        return outcome switch
        {
            RememberOutcome.Remembered => ToolOutcome.Of(new
            {
                Status = "remembered",
                Fact = fact.ToString("N"),
                Scope = MemoryNames.Of(kind),
            }),
            RememberOutcome.SwitchedOff => throw new ToolFaultException(
                "Remembering is switched off for this thread or workspace, so nothing was kept.", code: "memory_off"),
            RememberOutcome.Full => throw new ToolFaultException(
                "The memory of this scope is full; something has to be forgotten first.", code: "limit_reached"),
            RememberOutcome.NotFound => throw new ToolFaultException(
                "A fact of made_from is not there.", code: "not_found"),
        };
    }

    private static void Check(RememberArguments arguments)
    {
        if (string.IsNullOrWhiteSpace(arguments.Text)) throw new ToolFaultException("text must not be empty.");
        if (Encoding.UTF8.GetByteCount(arguments.Text) > RememberFact.TextBytesMax)
        {
            throw new ToolFaultException($"text has more than {RememberFact.TextBytesMax} bytes.");
        }

        if (arguments.Importance is < RememberFact.ImportanceMin or > RememberFact.ImportanceMax)
        {
            throw new ToolFaultException("importance is from 1 to 5.");
        }

        if (arguments.RetentionDays is < 1 or > RetentionDaysMax)
        {
            throw new ToolFaultException($"retention_days is from 1 to {RetentionDaysMax}.");
        }

        if (arguments.MadeFrom?.Length > RememberFact.MadeFromMax)
        {
            throw new ToolFaultException($"made_from has more than {RememberFact.MadeFromMax} entries.");
        }
    }

    /// <summary>A UUID of version 8 (RFC 9562) from run and call, the same however often the call is made.</summary>
    private static Guid IdOf(InprocCall call)
    {
        var name = $"omnisage.fact.2\0{call.Run.ToGrainKey()}\0{call.Call.Id}\0{call.Call.Arguments}";
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(name));
        hash[6] = (byte)(hash[6] & 0x0F | 0x80);
        hash[8] = (byte)(hash[8] & 0x3F | 0x80);
        return new Guid(hash.AsSpan(0, 16), bigEndian: true);
    }

    private sealed record RememberArguments(
        string Text,
        string? Scope = null,
        int? Importance = null,
        int? RetentionDays = null,
        string[]? MadeFrom = null);
}
