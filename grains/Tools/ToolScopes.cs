namespace OmniSage.Grains.Tools;

/// <summary>What a tool touches, as policies name it.</summary>
internal static class ToolScopes
{
    public const string Execute = "execute";
    public const string ReadFiles = "read_files";
    public const string WriteFiles = "write_files";
    public const string ReadWeb = "read_web";
    public const string ReadMemory = "read_memory";
    public const string WriteMemory = "write_memory";
    public const string Delegate = "delegate";
    public const string AskUser = "ask_user";
    public const string Publish = "publish";
}
