using System.Text.Json;
using OmniSage.Cli.Display;
using OmniSage.Cli.Server;

namespace OmniSage.Cli.Documents;

/// <summary>The requests that several commands about a document make.</summary>
internal static class DocumentRequests
{
    public static Task<JsonElement> GetAsync(
        ApiClient api, DocumentName name, int? version, CancellationToken cancellation) => OfVersionAsync(
        name, api.GetAsync(version is null ? name.Path : $"{name.Path}?version={version}", cancellation));

    /// <summary>Says of a version that is not there where to find those that are.</summary>
    public static async Task<JsonElement> OfVersionAsync(DocumentName name, Task<JsonElement> answer)
    {
        try
        {
            return await answer;
        }
        catch (Fault fault) when (fault.Code is "not_found")
        {
            throw new Fault(
                $"There is no such version of the {name.Words}: see {name.Command} history.",
                ExitCode.Failed,
                fault.Code);
        }
    }

    /// <summary>Changes the document that follows this version, and tells what came of it.</summary>
    public static async Task<int> ChangeAsync(
        ApiClient api,
        DocumentName name,
        (HttpMethod Method, string Path) way,
        string body,
        long seen,
        Terminal terminal,
        CancellationToken cancellation)
    {
        var receipt = await OfVersionAsync(
            name, api.SendAsync(way.Method, name.Path + way.Path, body, $"\"{seen}\"", cancellation));
        if (terminal.IsJson) terminal.Line(receipt.GetRawText());
        else if (receipt.Text("outcome") is "unchanged") terminal.Line($"{name.Says} that already.");
        else terminal.Line($"{name.Is} now version {receipt.Number("version")}.");
        return ExitCode.Done;
    }
}
