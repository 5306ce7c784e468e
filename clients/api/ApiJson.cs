using System.Text.Json.Serialization;
using OmniSage.Api.Access;
using OmniSage.Api.Agents;
using OmniSage.Api.Approvals;
using OmniSage.Api.Artifacts;
using OmniSage.Api.Budgets;
using OmniSage.Api.Documents;
using OmniSage.Api.Events;
using OmniSage.Api.Files;
using OmniSage.Api.Health;
using OmniSage.Api.Memory;
using OmniSage.Api.Messages;
using OmniSage.Api.Models;
using OmniSage.Api.Policy;
using OmniSage.Api.Problems;
using OmniSage.Api.Questions;
using OmniSage.Api.Runs;
using OmniSage.Api.Sessions;
using OmniSage.Api.Secrets;
using OmniSage.Api.Threads;
using OmniSage.GrainInterfaces.Events;

namespace OmniSage.Api;

/// <summary>
/// The JSON form of every body, made at build time; a body with an unknown or doubled field is refused.
/// </summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    AllowDuplicateProperties = false,
    Converters = [typeof(EnumJsonConverter)])]
[JsonSerializable(typeof(ApprovalDetail))]
[JsonSerializable(typeof(AnswerBody))]
[JsonSerializable(typeof(AnswerView))]
[JsonSerializable(typeof(ArtifactView))]
[JsonSerializable(typeof(BudgetStatusView))]
[JsonSerializable(typeof(CallerView))]
[JsonSerializable(typeof(CancelView))]
[JsonSerializable(typeof(DecisionBody))]
[JsonSerializable(typeof(EventPage))]
[JsonSerializable(typeof(FactBody))]
[JsonSerializable(typeof(FactEdit))]
[JsonSerializable(typeof(FactView))]
[JsonSerializable(typeof(FactWhy))]
[JsonSerializable(typeof(FileView))]
[JsonSerializable(typeof(ForgottenView))]
[JsonSerializable(typeof(GrantBudgetBody))]
[JsonSerializable(typeof(GrantBudgetView))]
[JsonSerializable(typeof(HealthView))]
[JsonSerializable(typeof(ListPage<AgentView>))]
[JsonSerializable(typeof(ListPage<ApprovalItem>))]
[JsonSerializable(typeof(ListPage<ArtifactView>))]
[JsonSerializable(typeof(ListPage<FactView>))]
[JsonSerializable(typeof(ListPage<FileView>))]
[JsonSerializable(typeof(ListPage<GrantView>))]
[JsonSerializable(typeof(ListPage<ModelLevelView>))]
[JsonSerializable(typeof(ListPage<ModelTestView>))]
[JsonSerializable(typeof(ListPage<PolicyPresetView>))]
[JsonSerializable(typeof(ListPage<DocumentVersionView>))]
[JsonSerializable(typeof(ListPage<RunView>))]
[JsonSerializable(typeof(ListPage<SessionView>))]
[JsonSerializable(typeof(ListPage<SecretView>))]
[JsonSerializable(typeof(ListPage<ThreadView>))]
[JsonSerializable(typeof(MemorySwitchBody))]
[JsonSerializable(typeof(MemorySwitchView))]
[JsonSerializable(typeof(MessageAccepted))]
[JsonSerializable(typeof(MessageBody))]
[JsonSerializable(typeof(PolicyAnswerView))]
[JsonSerializable(typeof(DocumentBody))]
[JsonSerializable(typeof(DocumentDiffView))]
[JsonSerializable(typeof(DocumentReceiptView))]
[JsonSerializable(typeof(DocumentRollbackBody))]
[JsonSerializable(typeof(PolicyTestBody))]
[JsonSerializable(typeof(DocumentView))]
[JsonSerializable(typeof(Problem))]
[JsonSerializable(typeof(RunDetail))]
[JsonSerializable(typeof(SessionView))]
[JsonSerializable(typeof(SignInBody))]
[JsonSerializable(typeof(SignInLinkView))]
[JsonSerializable(typeof(SecretBody))]
[JsonSerializable(typeof(ThreadBody))]
[JsonSerializable(typeof(ThreadDetail))]
[JsonSerializable(typeof(UsageView))]
[JsonSerializable(typeof(int?))]
internal sealed partial class ApiJson : JsonSerializerContext;
