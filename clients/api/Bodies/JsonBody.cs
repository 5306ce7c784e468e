using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using System.Text.Unicode;
using OmniSage.Api.Problems;

namespace OmniSage.Api.Bodies;

/// <summary>
/// Reads request bodies. A body that is no JSON is told from one of the wrong shape, and each is refused with the
/// place where it is wrong.
/// </summary>
internal static class JsonBody
{
    /// <summary>
    /// The body, or the problem with it. <paramref name="bytesMax"/> bounds the bytes as sent, which escapes may make
    /// six times as many as the text has.
    /// </summary>
    public static async Task<(T? Body, Problem? Problem)> ReadAsync<T>(
        HttpRequest request, JsonTypeInfo<T> form, int bytesMax)
        where T : class
    {
        if (!request.HasJsonContentType()) return (null, KnownProblems.WrongContentType);
        if (request.ContentLength > bytesMax) return (null, KnownProblems.TooLarge(bytesMax));
        var cancellation = request.HttpContext.RequestAborted;
        var reader = request.BodyReader;
        while (true)
        {
            var read = await reader.ReadAsync(cancellation);
            if (read.Buffer.Length > bytesMax)
            {
                reader.AdvanceTo(read.Buffer.End);
                return (null, KnownProblems.TooLarge(bytesMax));
            }

            if (read.IsCompleted)
            {
                var result = Parse(read.Buffer.IsSingleSegment ? read.Buffer.FirstSpan : read.Buffer.ToArray(), form);
                reader.AdvanceTo(read.Buffer.End);
                return result;
            }

            reader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }

    internal static (T? Body, Problem? Problem) Parse<T>(ReadOnlySpan<byte> bytes, JsonTypeInfo<T> form)
        where T : class
    {
        if (bytes.StartsWith(Encoding.UTF8.Preamble)) bytes = bytes[3..];
        if (!Utf8.IsValid(bytes)) return (null, FirstInvalidByte(bytes));
        try
        {
            var body = JsonSerializer.Deserialize(bytes, form);
            return body is null ? (null, KnownProblems.Invalid("$", "The body has to be an object.")) : (body, null);
        }
        catch (JsonException fault)
        {
            return (null, Malformation(bytes) ?? KnownProblems.Invalid(fault.Path ?? "$", Describe(fault.Path)));
        }
    }

    private static string Describe(string? path) => path is null or "$"
        ? "The body has to be an object with the fields that docs/api.md lists."
        : "This field is unknown, has the wrong type, is there twice, or holds text that is not Unicode.";

    /// <summary>Null when the bytes are JSON, so that only their shape is wrong.</summary>
    private static Problem? Malformation(ReadOnlySpan<byte> bytes)
    {
        try
        {
            var reader = new Utf8JsonReader(bytes);
            while (reader.Read())
            {
            }

            return null;
        }
        catch (JsonException fault)
        {
            return KnownProblems.Malformed((fault.LineNumber ?? 0) + 1, (fault.BytePositionInLine ?? 0) + 1);
        }
    }

    private static Problem FirstInvalidByte(ReadOnlySpan<byte> bytes)
    {
        var at = 0;
        while (Rune.DecodeFromUtf8(bytes[at..], out _, out var length) is OperationStatus.Done) at += length;
        var line = bytes[..at].Count((byte)'\n');
        return KnownProblems.Malformed(line + 1, at - bytes[..at].LastIndexOf((byte)'\n'));
    }
}
