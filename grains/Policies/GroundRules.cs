using OmniSage.Grains.Tools;

namespace OmniSage.Grains.Policies;

/// <summary>
/// The rules that hold in every workspace before its own say anything (DESIGN 6). What the document allows sets the
/// mild ones aside; writing outside and destroying only by a rule that names the tool in full or says that it means
/// such acts; that untrusted text lets nothing out is set aside by nothing.
/// </summary>
internal static class GroundRules
{
    public const string ExternalWrite = "ground:external-write";
    public const string Destructive = "ground:destructive";
    public const string Middling = "ground:middling";
    public const string Publish = "ground:publish";
    public const string OtherHost = "ground:other-host";
    public const string ListedHost = "ground:listed-host";
    public const string Inside = "ground:inside";
    public const string Untrusted = "ground:untrusted";

    public static void Vote(PolicyDocument document, PolicyCall call, List<PolicyVote> votes)
    {
        var lifted = Lifted(document, call);
        var isListed = call.IsFetch && IsListed(document, call);
        Add(isListed
            ? new(ListedHost, PolicyStrictness.Allow, "The policy lists the host as one that may be read.")
            : new(Inside, PolicyStrictness.Allow, "Nothing outside of the workspace and the sandbox is touched."));
        if (call.IsFetch && !isListed)
        {
            Add(new(OtherHost, PolicyStrictness.AskOnce, "The policy does not list the host.")
            {
                IsLifted = lifted.Mild,
            });
        }

        // What is published is asked about below, in words that say so.
        if (call is { Risk: ToolRisk.Middling, IsPublish: false })
        {
            Add(new(Middling, PolicyStrictness.AskOnce, "What may matter is asked once.") { IsLifted = lifted.Mild });
        }

        if (call.IsPublish)
        {
            Add(new(Publish, PolicyStrictness.AskOnce, "It changes the workspace's files.") { IsLifted = lifted.Mild });
        }

        if (call.Risk is ToolRisk.Destructive)
        {
            Add(new(Destructive, PolicyStrictness.AskEach, "What cannot be undone is asked each time.")
            {
                IsLifted = lifted.Destructive,
            });
        }

        if (call.IsExternalWrite)
        {
            Add(new(ExternalWrite, PolicyStrictness.Deny, "Writing outside is denied unless a rule names the tool.")
            {
                IsLifted = lifted.External,
            });
        }

        if (call.Labels.Trust is Trust.Untrusted && (call.IsFetch || call.IsPublish || call.IsExternalWrite))
        {
            Add(new(
                Untrusted,
                PolicyStrictness.AskEach,
                "Text from outside had a part in this call, so a person has to see what leaves."));
        }

        void Add(PolicyVote vote) => votes.Add(vote with { IsGround = true });
    }

    /// <summary>All hosts are listed; a call that reads and whose host is not known is not.</summary>
    private static bool IsListed(PolicyDocument document, PolicyCall call) =>
        call.Hosts.Length > 0 && call.Hosts.All(host => document.Hosts.Any(listed => listed.IsMatch(host)));

    private static (bool Mild, bool Destructive, bool External) Lifted(PolicyDocument document, PolicyCall call)
    {
        var (mild, destructive, external) = (false, false, false);
        foreach (var rule in document.Rules)
        {
            if (rule.Then is PolicyStrictness.Deny || !rule.When.Holds(call, wholly: true)) continue;
            var isNamed = rule.When.NamesTool(call.Tool);
            mild |= rule.Then is PolicyStrictness.Allow;
            destructive |= isNamed || rule.When.Risks.Contains(ToolRisk.Destructive);
            external |= isNamed || rule.When.Effects.Contains(ToolEffects.External);
        }

        return (mild, destructive, external);
    }
}
