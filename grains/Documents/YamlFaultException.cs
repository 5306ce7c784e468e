using YamlDotNet.Core;

namespace OmniSage.Grains.Documents;

/// <summary>A text is not the YAML that is read here. Line and column count from 1.</summary>
internal sealed class YamlFaultException(Mark at, string message, Exception? inner = null) : Exception(message, inner)
{
    public int Line { get; } = Math.Max(1, (int)at.Line);

    public int Column { get; } = Math.Max(1, (int)at.Column);
}
