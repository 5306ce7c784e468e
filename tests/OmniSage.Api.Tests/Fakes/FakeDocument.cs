using OmniSage.GrainInterfaces.Documents;

namespace OmniSage.Api.Tests.Fakes;

/// <summary>A document of any text; one that begins with <c>wrong</c> is not acceptable at two places.</summary>
internal sealed class FakeDocument(string first)
{
    private readonly List<DocumentText> versions = [new(new() { Number = 0, Note = "first", Seq = 0 }, first)];

    public DocumentText Current => versions[^1];

    public Task<DocumentText?> FindAsync(int? version) => Task.FromResult(
        version is null ? Current : versions.Find(known => known.Version.Number == version));

    public Task<ImmutableArray<DocumentVersion>> ListAsync(int? before, int max) => Task.FromResult(
        Enumerable.Reverse(versions).Select(known => known.Version)
            .Where(version => before is null || version.Number < before).Take(max).ToImmutableArray());

    public Task<DocumentReceipt> ChangeAsync(DocumentChange change) =>
        Task.FromResult(Change(change.Text, change.Note, change.Expected, change.Author, restores: null));

    public Task<DocumentReceipt> RollBackAsync(DocumentRollback rollback) => Task.FromResult(
        versions.Find(known => known.Version.Number == rollback.To) is { } old
            ? Change(old.Text, rollback.Note, rollback.Expected, rollback.Author, rollback.To)
            : new(DocumentOutcome.NotFound, Current.Version.Number, []));

    private DocumentReceipt Change(string text, string note, int? expected, DocumentAuthor author, int? restores)
    {
        var number = Current.Version.Number;
        if (!author.MayChange) return new(DocumentOutcome.NotAllowed, number, []);
        if (text == Current.Text) return new(DocumentOutcome.Unchanged, number, []);
        if (expected is not null && expected != number) return new(DocumentOutcome.Conflict, number, []);
        if (text.StartsWith("wrong", StringComparison.Ordinal))
            return new(DocumentOutcome.Invalid, number, [new(1, 2, "Wrong here."), new(3, 4, "Wrong there.")]);
        versions.Add(new(
            new() { Number = number + 1, By = author.Account, AtUs = 0, Note = note, Restores = restores, Seq = 1 },
            text));
        return new(DocumentOutcome.Changed, number + 1, []);
    }
}
