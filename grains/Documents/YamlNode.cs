namespace OmniSage.Grains.Documents;

/// <summary>A piece of a YAML document with where it begins; line and column count from 1.</summary>
internal abstract record YamlNode(int Line, int Column);

/// <summary>One value, as text.</summary>
internal sealed record YamlText(int Line, int Column, string Value) : YamlNode(Line, Column);

internal sealed record YamlList(int Line, int Column, ImmutableArray<YamlNode> Items) : YamlNode(Line, Column);

/// <summary>Keys in the order of the text; one that is there twice is there twice.</summary>
internal sealed record YamlMap(int Line, int Column, ImmutableArray<YamlEntry> Entries) : YamlNode(Line, Column);

internal sealed record YamlEntry(YamlText Key, YamlNode Value);
