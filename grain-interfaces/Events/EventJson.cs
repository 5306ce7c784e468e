using System.Text.Json.Serialization;

namespace OmniSage.GrainInterfaces.Events;

/// <summary>The JSON form of every payload, made at build time so that the first event costs no reflection.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters = [typeof(GuidJsonConverter)])]
[JsonSerializable(typeof(ThreadOpened))]
[JsonSerializable(typeof(MessageReceived))]
[JsonSerializable(typeof(MessageSent))]
[JsonSerializable(typeof(MessageSteered))]
[JsonSerializable(typeof(SettingsChanged))]
[JsonSerializable(typeof(TurnStarted))]
[JsonSerializable(typeof(TurnEnded))]
[JsonSerializable(typeof(TaskDelegated))]
[JsonSerializable(typeof(TaskCancelling))]
[JsonSerializable(typeof(TaskFinished))]
[JsonSerializable(typeof(RunStarted))]
[JsonSerializable(typeof(RunParked))]
[JsonSerializable(typeof(RunResumed))]
[JsonSerializable(typeof(RunCompleted))]
[JsonSerializable(typeof(RunFailed))]
[JsonSerializable(typeof(RunCancelled))]
[JsonSerializable(typeof(StepStarted))]
[JsonSerializable(typeof(StepFinished))]
[JsonSerializable(typeof(ModelRequested))]
[JsonSerializable(typeof(ModelResponded))]
[JsonSerializable(typeof(ModelFailed))]
[JsonSerializable(typeof(ToolRequested))]
[JsonSerializable(typeof(ToolCompleted))]
[JsonSerializable(typeof(ToolFailed))]
[JsonSerializable(typeof(Note))]
[JsonSerializable(typeof(MemoryWritten))]
[JsonSerializable(typeof(MemoryForgotten))]
[JsonSerializable(typeof(MemorySwitched))]
[JsonSerializable(typeof(MemoryRecalled))]
[JsonSerializable(typeof(PayloadErased))]
[JsonSerializable(typeof(AccountOpened))]
[JsonSerializable(typeof(AccessGranted))]
[JsonSerializable(typeof(AccessRevoked))]
[JsonSerializable(typeof(TenantOpened))]
[JsonSerializable(typeof(WorkspaceAdded))]
[JsonSerializable(typeof(PolicyChanged))]
[JsonSerializable(typeof(GrantMade))]
[JsonSerializable(typeof(GrantUsed))]
[JsonSerializable(typeof(GrantRevoked))]
internal sealed partial class EventJson : JsonSerializerContext;
