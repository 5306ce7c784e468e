namespace OmniSage.GrainInterfaces.Approvals;

/// <summary>
/// One question to people about one act. Keyed by <see cref="ApprovalId"/>. It is decided once, by whom it asks, or it
/// expires; the run that waits is told until it has taken it.
/// </summary>
[Alias("omnisage.approval"), GrainInterfaceType("approval")]
public interface IApprovalGrain : IGrainWithStringKey, IRemindable
{
    /// <summary>Asks. Repeating it changes nothing, and has the run told again where it is decided.</summary>
    [Alias("open")]
    Task OpenAsync(ApprovalRequest request);

    /// <summary>Decides; on return it is durable.</summary>
    [Alias("decide")]
    Task<DecideReceipt> DecideAsync(DecideApproval decision);

    /// <summary>Nobody wants to know any more. Repeating it, or withdrawing what is decided, changes nothing.</summary>
    [Alias("withdraw")]
    Task WithdrawAsync(ApprovalRequest request, string reason);

    /// <summary>The run has taken the decision.</summary>
    [Alias("delivered")]
    Task DeliveredAsync();

    /// <summary>Null when there is no such approval.</summary>
    [Alias("get")]
    Task<ApprovalView?> GetAsync();
}
