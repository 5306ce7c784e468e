namespace OmniSage.Tidy.Tests.Scripts;

/// <summary>A temporary folder with the few system commands that the scripts use, and stubs for the rest.</summary>
internal sealed class ToolFolder : IDisposable
{
    private static readonly string[] SystemTools =
    [
        "basename", "bash", "cat", "chmod", "cksum", "cut", "dirname", "env", "find", "flock", "grep", "head", "mkdir",
        "paste", "readlink", "rm", "sed", "sort", "timeout", "tr",
    ];

    public ToolFolder()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "the scripts are for Unix");
        Root = Directory.CreateTempSubdirectory("omnisage-tidy-").FullName;
        Bin = Directory.CreateDirectory(Path.Combine(Root, "stub-bin")).FullName;
        foreach (var tool in SystemTools)
        {
            var found = new[] { "/usr/bin", "/bin" }.Select(folder => Path.Combine(folder, tool)).First(File.Exists);
            File.CreateSymbolicLink(Path.Combine(Bin, tool), found);
        }
    }

    public string Root { get; }

    public string Bin { get; }

    /// <summary>What the stubs were called with, a line each.</summary>
    public string Calls => File.Exists(CallsPath) ? File.ReadAllText(CallsPath) : "";

    public Dictionary<string, string> Environment => new() { ["PATH"] = Bin, ["HOME"] = Root };

    private string CallsPath => Path.Combine(Root, "calls");

    /// <summary>A command that notes its name and arguments, then runs the body.</summary>
    public void Stub(string name, string body = "")
    {
        var path = Path.Combine(Bin, name);
        File.WriteAllText(path, $"#!/bin/bash\necho \"{name} $*\" >>'{CallsPath}'\n{body}\n");
        if (OperatingSystem.IsWindows()) return;
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    public void Write(string path, string text)
    {
        var full = Path.Combine(Root, path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        File.WriteAllText(full, text);
    }

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
