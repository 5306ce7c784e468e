using OmniSage.GrainInterfaces.Approvals;
using OmniSage.Grains.Runs;

namespace OmniSage.Grains.Coordinators;

/// <summary>
/// Settles what <c>/approve</c> and <c>/deny</c> mean before anything is done: one approval, and the act that it shows
/// now. It only reads.
/// </summary>
internal sealed class DecisionCommands(IHistory history)
{
    /// <summary>How many open approvals are looked through for the one that is meant.</summary>
    public const int LookedThroughMax = 1_000;

    /// <summary>From here on a word of hex digits is an id, also where no approval has it.</summary>
    private const int IdCharsMin = 8;

    /// <summary>The decision, or what to say where there is none.</summary>
    public async Task<(DecisionWish? Wish, string? Refusal)> SettleAsync(
        ThreadId id, Conversation now, SlashCommand command, IncomingMessage message)
    {
        var isAllowed = command.Name is "approve";
        if (isAllowed && command.Words.Length > 1) return (null, "Say /approve, or /approve ID.");
        var page = await history.ListApprovalsAsync(
            id.Tenant, now.Opened!.Workspace, ApprovalStatus.Open, null, LookedThroughMax, CancellationToken.None);
        var open = page.Items;
        var (found, word) = Name(open, command);
        if (word is not null && found is not [_])
        {
            return (null, found.IsEmpty
                ? $"No open approval has the id {Titles.Of(word)}: it is decided, or there is none."
                : $"{found.Length} open approvals have such an id: give more of it.\n{List(found)}");
        }

        if (word is null) found = [.. open.Where(one => IsShown(now, one))];
        if (found is not [var approval]) return (null, Which(found, command.Name));
        var note = isAllowed ? "" : NoteOf(command, word);
        if (note.Length > DecideApproval.NoteCharsMax)
            return (null, $"The reason has at most {DecideApproval.NoteCharsMax} characters.");
        return (new(approval.Id.Value, approval.Hash, isAllowed, note, message.By, message.Role), null);
    }

    /// <summary>
    /// Those that the first word names, and the word, if it is a name: the beginning or the end of an id.
    /// </summary>
    private static (ImmutableArray<ApprovalSummary> Found, string? Word) Name(
        ImmutableArray<ApprovalSummary> open, SlashCommand command)
    {
        if (command.Words is not [var first, ..]) return ([], null);
        var word = first.ToLowerInvariant();
        if (word.All(char.IsAsciiHexDigitLower))
        {
            ImmutableArray<ApprovalSummary> found = [.. open.Where(one => IsNamed(one, word))];
            if (!found.IsEmpty || word.Length >= IdCharsMin) return (found, word);
        }

        return command.Name is "approve" ? ([], word) : ([], null);
    }

    private static bool IsNamed(ApprovalSummary approval, string part)
    {
        var text = approval.Id.Value.ToString("N");
        return text.StartsWith(part, StringComparison.Ordinal) || text.EndsWith(part, StringComparison.Ordinal);
    }

    /// <summary>Without an id only what people have seen in this thread is decided.</summary>
    private static bool IsShown(Conversation now, ApprovalSummary approval) =>
        now.Tasks.Any(task => task.Approval?.Approval == approval.Id.Value);

    private static string NoteOf(SlashCommand command, string? word)
    {
        var rest = word is null ? command.Rest : command.Rest[word.Length..];
        return VisibleText.Line(rest.Trim(), DecideApproval.NoteCharsMax + 2);
    }

    private static string Which(ImmutableArray<ApprovalSummary> found, string name) => found.IsEmpty
        ? $"Nothing in this thread waits for an approval. Of others say /{name} ID."
        : $"Several approvals wait; say which: /{name} ID\n{List(found)}";

    private static string List(ImmutableArray<ApprovalSummary> found) => string.Join(
        '\n', found.Select(one => $"  {QuestionText.ShortId(one.Id.Value)}  {one.Tool}  {one.Target}"));
}
