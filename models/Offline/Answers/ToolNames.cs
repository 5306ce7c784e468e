namespace OmniSage.Models.Offline.Answers;

/// <summary>The tools that the offline model knows, by their names on the wire (providers forbid dots).</summary>
internal static class ToolNames
{
    public const string Delegate = "task_delegate";
    public const string Answer = "task_answer";
    public const string Ask = "ask_user";
    public const string Shell = "shell_run";
    public const string ListFiles = "files_list";
    public const string ReadFile = "files_read";
    public const string WriteFile = "files_write";
    public const string PatchFile = "files_patch";
    public const string Remember = "memory_remember";
    public const string Recall = "memory_recall";
    public const string Forget = "memory_forget";
    public const string Fetch = "web_fetch";
    public const string Python = "python_run";
    public const string Publish = "files_publish";
    public const string Ingest = "files_ingest";
}
