namespace OmniSage.Grains.Tools;

/// <summary>The ids of the built-in tools.</summary>
internal static class ToolIds
{
    public const string TaskDelegate = "task.delegate";
    public const string TaskAnswer = "task.answer";
    public const string AskUser = "ask.user";
    public const string ShellRun = "shell.run";
    public const string PythonRun = "python.run";
    public const string FilesList = "files.list";
    public const string FilesRead = "files.read";
    public const string FilesWrite = "files.write";
    public const string FilesPatch = "files.patch";
    public const string FilesPublish = "files.publish";
    public const string FilesIngest = "files.ingest";
    public const string MemoryRemember = "memory.remember";
    public const string MemoryRecall = "memory.recall";
    public const string MemoryForget = "memory.forget";
    public const string WebFetch = "web.fetch";
    public const string HttpRequest = "http.request";
}
