using System.Collections.Frozen;
using System.Text;
using System.Text.Json;

namespace OmniSage.Api.OpenAi;

/// <summary>Reads what a message says: a text, or parts. Pure.</summary>
internal static class ContentReader
{
    /// <summary>Stands in the text where a picture is, now and whenever the client sends the message again.</summary>
    public const string Picture = "(a picture)";

    private const string DataMark = ";base64,";

    private static readonly FrozenSet<string> TextParts = ["text", "input_text", "output_text"];

    /// <summary>
    /// The message. <paramref name="isNow"/>: it is what the agent is to answer, so that nothing may be missing from
    /// it; of earlier messages what is no text is named in its place.
    /// </summary>
    /// <exception cref="RefusedException">It is not acceptable.</exception>
    public static ClientMessage Read(string role, JsonElement content, string path, bool isNow)
    {
        if (content.ValueKind is JsonValueKind.String) return new(role, BodyReader.Text(content, path));
        if (content.ValueKind is not JsonValueKind.Array)
            throw new RefusedException(OpenAiProblems.WrongType(path, "a string or an array of parts"));
        var text = new StringBuilder();
        var images = ImmutableArray.CreateBuilder<MessageImage>();
        foreach (var (at, part) in content.EnumerateArray().Index())
        {
            var here = $"{path}[{at}]";
            var type = BodyReader.Text(BodyReader.Member(part, "type", here), $"{here}.type");
            if (text.Length > 0) text.Append('\n');
            if (TextParts.Contains(type)) text.Append(TextOf(part, "text", here));
            else if (type is "refusal") text.Append(TextOf(part, "refusal", here));
            else if (type is "image_url" or "input_image") text.Append(Picture);
            else if (isNow) throw new RefusedException(OpenAiProblems.Unsupported(
                here, "an agent reads text and pictures; put files into the workspace (docs/files.md)."));
            else text.Append("(a part that is no text)");
            if (isNow && type is "image_url" or "input_image") images.Add(Image(part, type, here));
        }

        if (isNow) Check(images, path);
        return new(role, text.ToString()) { Images = images.ToImmutable() };
    }

    private static string TextOf(JsonElement part, string name, string path) =>
        BodyReader.Text(BodyReader.Member(part, name, path), $"{path}.{name}");

    /// <summary>A picture comes in its address; what is elsewhere nobody here fetches for a client.</summary>
    private static MessageImage Image(JsonElement part, string type, string path)
    {
        var (place, held) = ($"{path}.image_url", BodyReader.Member(part, "image_url", path));
        if (type is "image_url") (place, held) = ($"{place}.url", BodyReader.Member(held, "url", place));
        var address = BodyReader.Text(held, place);
        var data = address.StartsWith("data:image/", StringComparison.OrdinalIgnoreCase)
            ? address.IndexOf(DataMark, StringComparison.OrdinalIgnoreCase)
            : -1;
        if (data < 0)
        {
            throw new RefusedException(OpenAiProblems.WrongValue(
                place, "a picture comes as data:image/png;base64,…; addresses are not fetched."));
        }

        var bytes = new byte[(address.Length - data) * 3 / 4];
        if (!Convert.TryFromBase64Chars(address.AsSpan(data + DataMark.Length), bytes, out var count))
            throw new RefusedException(OpenAiProblems.WrongValue(place, "it is no Base64."));
        var image = new MessageImage([.. bytes.AsSpan(0, count)]);
        if (image.FindMediaType() is null)
            throw new RefusedException(OpenAiProblems.WrongValue(place, "it is no PNG, JPEG, GIF or WebP."));
        return count <= MessageImage.BytesMax
            ? image
            : throw new RefusedException(OpenAiProblems.TooLong(place, MessageImage.BytesMax));
    }

    private static void Check(ImmutableArray<MessageImage>.Builder images, string path)
    {
        if (images.Count > MessageImage.CountMax)
        {
            throw new RefusedException(OpenAiProblems.WrongValue(
                path, $"a message has at most {MessageImage.CountMax} pictures."));
        }

        if (images.Sum(image => image.Content.Length) > MessageImage.BytesOfMessageMax)
            throw new RefusedException(OpenAiProblems.TooLong(path, MessageImage.BytesOfMessageMax));
    }
}
