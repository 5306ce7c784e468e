using System.Text;
using OmniSage.GrainInterfaces.Memory;

namespace OmniSage.Grains.Memory;

/// <summary>What a fact has to be. Pure.</summary>
internal static class FactRules
{
    /// <exception cref="OmniSageException">The command can never be carried out; the message says why.</exception>
    public static void Check(RememberFact command, MemoryScopeId scope, DateTimeOffset now)
    {
        Refuse(MemoryScopeId.Of(scope.Tenant, command.Scope) != scope, "The fact belongs to another scope.");
        Refuse(string.IsNullOrWhiteSpace(command.Text), "A fact must not be empty.");
        Refuse(
            Encoding.UTF8.GetByteCount(command.Text) > RememberFact.TextBytesMax,
            $"A fact has at most {RememberFact.TextBytesMax} bytes.");
        Refuse(
            command.Importance is < RememberFact.ImportanceMin or > RememberFact.ImportanceMax,
            $"Importance is from {RememberFact.ImportanceMin} to {RememberFact.ImportanceMax}.");
        Refuse(
            command.MadeFrom.Length > RememberFact.MadeFromMax,
            $"A fact sums up at most {RememberFact.MadeFromMax} others.");
        Refuse(command.ExpiresUs <= Microseconds.Of(now), "A fact cannot expire before it is kept.");
    }

    /// <summary>The fact as the event that keeps it says it.</summary>
    public static Fact ToFact(MemoryWritten written, StoredEvent kept) => new()
    {
        Id = written.Fact,
        Scope = written.Scope,
        Text = written.Text,
        Importance = written.Importance,
        Labels = kept.Labels.Join(new() { Trust = kept.Labels.Trust, Sources = [kept.Id] }),
        By = written.By,
        Source = written.Source,
        ValidFromUs = kept.AtUs,
        ExpiresUs = written.ExpiresUs,
        Supersedes = written.Supersedes,
        Seq = kept.Seq,
    };

    private static void Refuse(bool condition, string message)
    {
        if (condition) throw new OmniSageException(ErrorCodes.InvalidArgument, message);
    }
}
