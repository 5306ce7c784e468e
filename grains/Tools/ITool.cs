namespace OmniSage.Grains.Tools;

/// <summary>Something a model can ask for.</summary>
internal interface ITool
{
    ToolManifest Manifest { get; }
}
