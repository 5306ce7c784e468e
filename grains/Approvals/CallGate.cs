using OmniSage.GrainInterfaces.Accounts;
using OmniSage.GrainInterfaces.Approvals;
using OmniSage.GrainInterfaces.Policies;
using OmniSage.GrainInterfaces.Workspaces;
using OmniSage.Grains.Policies;
using OmniSage.Grains.Tools;
using OmniSage.Grains.Tools.Schemas;

namespace OmniSage.Grains.Approvals;

/// <summary>
/// Stands before every call of a tool that a model wants: it passes, is refused, or waits for a person. What passes is
/// the canonical text of the arguments that was judged, so that nobody reads another one.
/// </summary>
internal sealed class CallGate(ToolCatalog tools, PolicyBook book, IDirectory directory, IGrainFactory grains)
{
    /// <summary>The name by which policies know the built-in agent, beside its slug.</summary>
    public const string DefaultAgent = "default";

    /// <summary>Of a call that policy forbids.</summary>
    public const string Denied = "denied";

    /// <summary>Of a call that has to wait for a person, where it cannot.</summary>
    public const string NeedsApproval = "needs_approval";

    /// <summary>
    /// Judges a call by the workspace's current policy. A grant that lets it pass is used, durably and once for the
    /// step, before this returns, unless it is a trial. An approved act passes where it still is the same act, is not
    /// forbidden, and the same people would be asked; any difference is judged like a call that nobody has approved.
    /// The caller's role is that of the moment; of one who is no member any more there is none, which is read strictly.
    /// </summary>
    public async Task<GateAnswer> JudgeAsync(GateCall wish, DateTimeOffset now)
    {
        var call = wish.Call;
        if (!wish.Tools.Contains(call.Tool) || tools.FindManifest(call.Tool) is not { } manifest)
            return new GateAnswer.Pass(call, null);
        try
        {
            call = call with { Arguments = CanonicalJson.Of(wish.Asked?.Decision?.Act.Arguments ?? call.Arguments) };
            var role = await directory.FindRoleAsync(wish.Run.Tenant, new(wish.By), CancellationToken.None);
            var caller = new PolicyCaller(wish.By, role);
            var judged = PolicyCall.Of(manifest, call.Arguments, wish.Labels, caller, wish.Agent);
            var workspace = grains.GetGrain<IWorkspaceGrain>(wish.Workspace.ToGrainKey());
            var snapshot = await workspace.GetPolicyAsync();
            var act = new Act(
                manifest.Id, manifest.Version, call.Arguments, wish.By.ToString("N"), snapshot.Version);
            var decision = book.Decide(snapshot, judged, now);
            var isApproved = IsApproved(wish.Asked, act, decision);
            if (!isApproved && !wish.IsTrial && decision.Grant is { } grant
                && await workspace.UseGrantAsync(grant, wish.Run, wish.Step) is not GrantUse.Used)
            {
                decision = decision.WithoutGrant();
            }

            // Nobody is asked about what could not be made.
            if (decision.Verdict is PolicyVerdict.Ask && !isApproved
                && SchemaCheck.WhyNot(manifest.JudgedSchema, call.Arguments) is { } why)
            {
                return new GateAnswer.Refuse(ToolFaultException.InvalidArguments, why, null);
            }

            return Answer(call, act, decision, isApproved, wish.CanWait);
        }
        catch (ToolFaultException fault)
        {
            return new GateAnswer.Refuse(fault.Code, fault.Message, null);
        }
        catch (FormatException fault)
        {
            return new GateAnswer.Refuse(ToolFaultException.InvalidArguments, fault.Message, null);
        }
    }

    /// <summary>
    /// A person allowed this very act; and where it is still to be asked about, the same people are asked: another
    /// rule may speak by now, such as one for the caller's new role.
    /// </summary>
    private static bool IsApproved(Waiting? asked, Act act, PolicyDecision decision) =>
        asked is { Request: var request, Decision: { Status: ApprovalStatus.Allowed } approved }
        && approved.Hash == act.Hash()
        && decision.Verdict is not PolicyVerdict.Deny
        && (decision.Ask is not { } ask || ask.Of.ToHashSet().SetEquals(request.Of));

    private static GateAnswer Answer(
        ToolCall call, Act act, PolicyDecision decision, bool isApproved, bool canWait)
    {
        var decided = new PolicyDecided(
            call.Id,
            act.Tool,
            act.Version,
            act.PolicyVersion,
            decision.Verdict,
            decision.Rule,
            decision.Why,
            isApproved ? null : decision.Grant);
        return decision.Verdict switch
        {
            PolicyVerdict.Deny => new GateAnswer.Refuse(Denied, $"Policy forbids this: {decision.Why}", decided),
            PolicyVerdict.Ask when !isApproved && !canWait => new GateAnswer.Refuse(
                NeedsApproval,
                $"This needs an approval, and a task can wait for one: delegate it. {decision.Why}",
                decided),
            PolicyVerdict.Ask when !isApproved => new GateAnswer.Ask(act, decision, decided),
            PolicyVerdict.Allow or PolicyVerdict.Ask => new GateAnswer.Pass(call, decided),
        };
    }
}
