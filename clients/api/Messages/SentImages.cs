using System.Runtime.InteropServices;
using OmniSage.Api.Problems;

namespace OmniSage.Api.Messages;

/// <summary>The pictures of a message's body.</summary>
internal static class SentImages
{
    public static ImmutableArray<MessageImage> Of(MessageBody body) =>
        [.. (body.Images ?? []).Select(image => Picture(image.Data!))];

    public static Problem? Check(MessageBody body)
    {
        var images = body.Images ?? [];
        if (images.Length > MessageImage.CountMax)
            return KnownProblems.Invalid("$.images", $"There are more than {MessageImage.CountMax}.");
        foreach (var (at, image) in images.Index())
        {
            if (image?.Data is not { } data) return KnownProblems.Invalid($"$.images[{at}].data", "It is missing.");
            if (data.Length > MessageImage.BytesMax) return TooLarge($"$.images[{at}].data", MessageImage.BytesMax);
            if (Picture(data).FindMediaType() is null)
                return KnownProblems.Invalid($"$.images[{at}].data", "It is no PNG, JPEG, GIF or WebP.");
        }

        return images.Sum(image => image.Data!.Length) > MessageImage.BytesOfMessageMax
            ? TooLarge("$.images", MessageImage.BytesOfMessageMax)
            : null;
    }

    private static MessageImage Picture(byte[] data) => new(ImmutableCollectionsMarshal.AsImmutableArray(data));

    private static Problem TooLarge(string field, int bytesMax) => new(
        413, "too_large", "The picture is too large.", $"At most {bytesMax} bytes are taken.") { Field = field };
}
