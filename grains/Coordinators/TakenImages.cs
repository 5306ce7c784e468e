using System.Runtime.InteropServices;
using System.Security.Cryptography;
using OmniSage.Grains.Journals;
using OmniSage.Storage.Coordinators;

namespace OmniSage.Grains.Coordinators;

/// <summary>Takes a message's pictures: judges them, and stages that each is kept once for its thread.</summary>
internal static class TakenImages
{
    /// <summary>What the message's events say of its pictures; null for none.</summary>
    /// <exception cref="OmniSageException">
    /// <see cref="ErrorCodes.InvalidArgument"/>: too many, too large, or no pictures.
    /// </exception>
    public static ImmutableArray<ImageRef>? Keep(Draft draft, ThreadId thread, ImmutableArray<MessageImage> images)
    {
        if (images.IsEmpty) return null;
        if (Fault(images) is { } fault) throw new OmniSageException(ErrorCodes.InvalidArgument, fault);
        var kept = ImmutableArray.CreateBuilder<ImageRef>(images.Length);
        foreach (var image in images)
        {
            var content = ImmutableCollectionsMarshal.AsArray(image.Content)!;
            var known = new ImageRef(
                Convert.ToHexStringLower(SHA256.HashData(content)), image.FindMediaType()!, content.Length);
            draft.Change(MessageImageRows.InsertIfMissing(thread, known.Sha256, known.MediaType, content));
            kept.Add(known);
        }

        return kept.MoveToImmutable();
    }

    private static string? Fault(ImmutableArray<MessageImage> images) =>
        images.Length > MessageImage.CountMax ? $"A message has at most {MessageImage.CountMax} pictures."
        : images.Any(image => image.Content.Length > MessageImage.BytesMax)
            ? $"A picture has at most {MessageImage.BytesMax} bytes."
        : images.Sum(image => image.Content.Length) > MessageImage.BytesOfMessageMax
            ? $"The pictures of a message have at most {MessageImage.BytesOfMessageMax} bytes."
        : images.Any(image => image.FindMediaType() is null) ? "A picture has to be a PNG, JPEG, GIF or WebP."
        : null;
}
