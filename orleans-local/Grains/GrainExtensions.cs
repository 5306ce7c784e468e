using Orleans.Runtime;

namespace Orleans;

public static class GrainExtensions
{
    /// <summary>
    /// The same grain seen through another of its interfaces; of a grain object, a reference to itself.
    /// </summary>
    public static TGrainInterface AsReference<TGrainInterface>(this IAddressable grain) =>
        (TGrainInterface)(object)ReferenceOf(grain).To(typeof(TGrainInterface));

    public static GrainId GetGrainId(this IAddressable grain) => ReferenceOf(grain).GrainId;

    public static string GetPrimaryKeyString(this IAddressable grain) => grain.GetGrainId().Key.ToString();

    private static GrainReference ReferenceOf(IAddressable grain)
    {
        ArgumentNullException.ThrowIfNull(grain);
        return grain switch
        {
            GrainReference reference => reference,
            IGrainBase { GrainContext: { } context } => context.GrainReference,
            _ => throw new ArgumentException(
                $"{grain.GetType().FullName} is neither a reference nor a grain made by the runtime.", nameof(grain)),
        };
    }
}
