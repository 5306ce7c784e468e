using OmniSage.GrainInterfaces.Documents;

namespace OmniSage.Api.Documents;

/// <summary>One document of one grain, as endpoints reach it.</summary>
internal sealed record DocumentDoor(
    Func<int?, Task<DocumentText?>> FindAsync,
    Func<int?, int, Task<ImmutableArray<DocumentVersion>>> ListAsync,
    Func<DocumentChange, Task<DocumentReceipt>> ChangeAsync,
    Func<DocumentRollback, Task<DocumentReceipt>> RollBackAsync);
