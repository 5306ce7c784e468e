using Microsoft.Extensions.Configuration;
using OmniSage.Silo;

namespace OmniSage.Crash.Tests;

/// <summary>What else can end a start is one sentence too, and never a stack trace.</summary>
public sealed class StartFailureTests
{
    private static readonly SiloArguments Arguments = new() { DataFolder = "/data" };

    private enum Colour { Red }

    [Fact]
    public void Stop_DuringTheStart_IsSaid() =>
        Assert.Equal("OmniSage was stopped before it was ready.", Explain(new TaskCanceledException()));

    [Fact]
    public void Folder_WhereAFileBelongs_IsNamed() => Assert.Equal(
        "The data folder cannot be used: Is a directory : '/data/api-key'. Choose another with --data.",
        Explain(new IOException("Is a directory : '/data/api-key'")));

    [Fact]
    public void Setting_OfTheWrongType_IsNamed()
    {
        var settings = new ConfigurationBuilder()
            .AddInMemoryCollection([new("Storage:Database", "foo")]).Build();
        var fault = Assert.Throws<InvalidOperationException>(() => settings.GetValue<Colour>("Storage:Database"));

        var sentence = Explain(fault);

        Assert.Contains("'foo' at 'Storage:Database'", sentence, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', sentence!);
    }

    [Fact]
    public void Fault_ThatNobodyForesaw_KeepsItsTrace() => Assert.Null(Explain(new InvalidOperationException("x")));

    private static string? Explain(Exception fault) => StartFailure.Explain(fault, Arguments);
}
