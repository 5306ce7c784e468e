using OmniSage.GrainInterfaces.Documents;

namespace OmniSage.Grains.Documents;

/// <summary>
/// What a grain does with a document of its journal: shows its versions, and judges what is to become of it. Policies
/// and settings are the same to it.
/// </summary>
internal sealed class DocumentDesk(DocumentKind kind, JournalId journal, IHistory history)
{
    /// <summary>A version with its text; without a number the current one, and null where there is none.</summary>
    public async Task<DocumentText?> FindAsync(VersionedDocument document, int? number)
    {
        if (number is null || number == document.Version) return Current(document);
        return Find(document, number.Value) is { } version ? new(version, await ReadAsync(version)) : null;
    }

    public DocumentText Current(VersionedDocument document) =>
        document is { Text: { } text, Versions: [.., var last] } ? new(last, text) : kind.First;

    /// <summary>Newest first; version 0 ends every history.</summary>
    public ImmutableArray<DocumentVersion> List(VersionedDocument document, int? before, int max) =>
    [
        .. document.Versions.Reverse().Append(kind.First.Version)
            .Where(version => before is null || version.Number < before)
            .Take(Math.Clamp(max, 1, DocumentBounds.ListedMax)),
    ];

    /// <summary>
    /// What becomes of a text; where it is <see cref="DocumentOutcome.Changed"/>, the caller writes it.
    /// </summary>
    public DocumentReceipt Judge(VersionedDocument document, DocumentChange change)
    {
        Check(change.Note);
        var (version, current) = (document.Version, Current(document).Text);
        if (!change.Author.MayChange) return new(DocumentOutcome.NotAllowed, version, []);
        // Whoever repeats what was done already wants nothing more.
        if (current == change.Text) return new(DocumentOutcome.Unchanged, version, []);
        if (change.Expected is { } seen && seen != version) return new(DocumentOutcome.Conflict, version, []);
        var faults = kind.FaultsOf(change.Text);
        return faults.IsEmpty
            ? new(DocumentOutcome.Changed, version + 1, [])
            : new(DocumentOutcome.Invalid, version, faults);
    }

    /// <summary>The same of an old text, which may say what today's program no longer takes.</summary>
    public async Task<(DocumentReceipt Receipt, string Text)> JudgeAsync(
        VersionedDocument document, DocumentRollback rollback)
    {
        Check(rollback.Note);
        if (!rollback.Author.MayChange) return (new(DocumentOutcome.NotAllowed, document.Version, []), "");
        if (Find(document, rollback.To) is not { } known)
            return (new(DocumentOutcome.NotFound, document.Version, []), "");
        var text = await ReadAsync(known);
        var receipt = Judge(document, new()
        {
            Text = text, Note = rollback.Note, Expected = rollback.Expected, Author = rollback.Author,
        });
        return (receipt, text);
    }

    private DocumentVersion? Find(VersionedDocument document, int number) =>
        number == 0 ? kind.First.Version : document.Versions.Find(version => version.Number == number);

    private async Task<string> ReadAsync(DocumentVersion version)
    {
        if (version.Number == 0) return kind.First.Text;
        var events = await history.ReadJournalAsync(journal, version.Seq - 1, max: 1, CancellationToken.None);
        return events is [var stored]
            && kind.TextOf(EventTypes.Read(stored.Type, stored.Schema, stored.Payload.Span)) is { } text
            ? text
            : throw new OmniSageException(ErrorCodes.JournalCorrupt, "The log does not hold this version.");
    }

    private static void Check(string note)
    {
        if (note.Length <= DocumentChange.NoteCharsMax && !note.Any(char.IsControl)) return;
        throw new OmniSageException(
            ErrorCodes.InvalidArgument,
            $"The note is one line of at most {DocumentChange.NoteCharsMax} characters.");
    }
}
