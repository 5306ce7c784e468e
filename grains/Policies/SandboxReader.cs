using OmniSage.Grains.Documents;
using OmniSage.Sandbox;

namespace OmniSage.Grains.Policies;

/// <summary>Reads the part of a policy that is about sandboxes.</summary>
internal sealed class SandboxReader(PolicyValues values, DocumentFaults faults)
{
    public SandboxTerms Read(YamlNode node)
    {
        var fields = new YamlFields(node, "sandbox", faults, "image", "kernel", "require");
        if (fields.IsEmpty) faults.Add(node, "sandbox says nothing: leave it out.");
        return new()
        {
            Image = fields.Find("image") is { } image ? ReadImage(image) : null,
            Kernel = values.Name<SandboxKernel>(fields.Find("kernel")),
            Required = [.. values.Names<SandboxLimit>(fields.Find("require")).Distinct()],
        };
    }

    /// <summary>By its own name only, so that nobody else's can be meant.</summary>
    private string? ReadImage(YamlNode node)
    {
        if (node is YamlText { Value: { Length: > 0 and <= PolicyBounds.ImageCharsMax } name }
            && name.All(one => char.IsAsciiLetterLower(one) || char.IsAsciiDigit(one) || one == '-'))
        {
            return name;
        }

        faults.Add(
            node,
            $"'image' has to be the name of one of our images, such as small or full: at most "
                + $"{PolicyBounds.ImageCharsMax} lower-case letters, digits and dashes.");
        return null;
    }
}
