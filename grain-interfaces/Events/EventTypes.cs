using System.Collections.Frozen;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace OmniSage.GrainInterfaces.Events;

/// <summary>
/// The one table of event types: the stored name and schema number of each payload, and its JSON form.
/// A schema that is raised gets an upcaster here from every earlier one.
/// </summary>
public static class EventTypes
{
    private static readonly FrozenDictionary<Type, (string Name, int Schema)> ByType =
        new Dictionary<Type, (string, int)>
    {
        [typeof(ThreadOpened)] = ("thread.opened", 2),
        [typeof(MessageReceived)] = ("message.received", 1),
        [typeof(MessageSent)] = ("message.sent", 1),
        [typeof(MessageSteered)] = ("message.steered", 1),
        [typeof(SettingsChanged)] = ("settings.changed", 1),
        [typeof(TurnStarted)] = ("turn.started", 1),
        [typeof(TurnEnded)] = ("turn.ended", 1),
        [typeof(TaskDelegated)] = ("task.delegated", 2),
        [typeof(TaskCancelling)] = ("task.cancelling", 1),
        [typeof(TaskFinished)] = ("task.finished", 1),
        [typeof(RunStarted)] = ("run.started", 2),
        [typeof(RunParked)] = ("run.parked", 1),
        [typeof(RunResumed)] = ("run.resumed", 1),
        [typeof(RunCompleted)] = ("run.completed", 1),
        [typeof(RunFailed)] = ("run.failed", 1),
        [typeof(RunCancelled)] = ("run.cancelled", 1),
        [typeof(StepStarted)] = ("step.started", 1),
        [typeof(StepFinished)] = ("step.finished", 1),
        [typeof(ModelRequested)] = ("model.requested", 1),
        [typeof(ModelResponded)] = ("model.responded", 3),
        [typeof(ModelFailed)] = ("model.failed", 3),
        [typeof(ToolRequested)] = ("tool.requested", 1),
        [typeof(ToolCompleted)] = ("tool.completed", 1),
        [typeof(ToolFailed)] = ("tool.failed", 1),
        [typeof(Note)] = ("note", 1),
        [typeof(MemoryWritten)] = ("memory.written", 1),
        [typeof(MemoryForgotten)] = ("memory.forgotten", 1),
        [typeof(MemorySwitched)] = ("memory.switched", 1),
        [typeof(MemoryRecalled)] = ("memory.recalled", 1),
        [typeof(PayloadErased)] = ("payload.erased", 1),
        [typeof(AccountOpened)] = ("account.opened", 1),
        [typeof(SessionOffered)] = ("session.offered", 1),
        [typeof(SessionOpened)] = ("session.opened", 1),
        [typeof(SessionClosed)] = ("session.closed", 1),
        [typeof(AccessGranted)] = ("access.granted", 1),
        [typeof(AccessRevoked)] = ("access.revoked", 1),
        [typeof(TenantOpened)] = ("tenant.opened", 1),
        [typeof(WorkspaceAdded)] = ("workspace.added", 1),
        [typeof(PolicyChanged)] = ("policy.changed", 1),
        [typeof(GrantMade)] = ("grant.made", 1),
        [typeof(GrantUsed)] = ("grant.used", 1),
        [typeof(GrantRevoked)] = ("grant.revoked", 1),
        [typeof(PolicyDecided)] = ("policy.decided", 1),
        [typeof(ApprovalRequested)] = ("approval.requested", 1),
        [typeof(ApprovalDecided)] = ("approval.decided", 1),
        [typeof(ApprovalExpired)] = ("approval.expired", 1),
        [typeof(ApprovalWithdrawn)] = ("approval.withdrawn", 1),
        [typeof(SecretSet)] = ("secret.set", 1),
        [typeof(SecretRevoked)] = ("secret.revoked", 1),
        [typeof(SecretUsed)] = ("secret.used", 1),
        [typeof(QuestionAsked)] = ("question.asked", 1),
        [typeof(QuestionAnswered)] = ("question.answered", 1),
        [typeof(QuestionExpired)] = ("question.expired", 1),
        [typeof(CommandBegun)] = ("command.begun", 1),
        [typeof(TalkSummarising)] = ("talk.summarising", 1),
        [typeof(TalkSummarised)] = ("talk.summarised", 1),
        [typeof(TalkForgotten)] = ("talk.forgotten", 1),
        [typeof(MemoryTold)] = ("memory.told", 1),
        [typeof(ArtifactCreated)] = ("artifact.created", 1),
        [typeof(FilePublished)] = ("file.published", 1),
        [typeof(FileRemoved)] = ("file.removed", 1),
        [typeof(BudgetReserved)] = ("budget.reserved", 1),
        [typeof(BudgetSettled)] = ("budget.settled", 1),
        [typeof(BudgetShort)] = ("budget.short", 1),
        [typeof(BudgetGranted)] = ("budget.granted", 1),
        [typeof(BudgetNoticed)] = ("budget.noticed", 1),
        [typeof(SettingsWritten)] = ("settings.written", 1),
    }.ToFrozenDictionary();

    private static readonly FrozenDictionary<string, Type> ByName =
        ByType.ToFrozenDictionary(entry => entry.Value.Name, entry => entry.Key);

    // The log is read as JSON by programs, never as HTML, so people can read it in their own script.
    private static readonly JsonSerializerOptions Json = new(EventJson.Default.Options)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new EnumJsonConverter() },
    };

    public static (string Name, int Schema) Describe(EventPayload payload) => ByType[payload.GetType()];

    public static byte[] Write(EventPayload payload) =>
        JsonSerializer.SerializeToUtf8Bytes(payload, payload.GetType(), Json);

    /// <summary>The payload of a stored event in today's form. An unknown type or a newer schema is refused.</summary>
    public static EventPayload Read(string name, int schema, ReadOnlySpan<byte> payload)
    {
        if (!ByName.TryGetValue(name, out var type) || schema > ByType[type].Schema)
        {
            throw new OmniSageException(
                ErrorCodes.JournalCorrupt, $"This program does not know events of type {name}, schema {schema}.");
        }

        return (EventPayload)JsonSerializer.Deserialize(payload, type, Json)!;
    }
}
