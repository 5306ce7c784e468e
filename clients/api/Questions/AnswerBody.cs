using System.ComponentModel.DataAnnotations;

namespace OmniSage.Api.Questions;

/// <summary>An answer to a task's question.</summary>
/// <param name="Text">Any text of 1 to 10,000 characters, or the number of an option.</param>
internal sealed record AnswerBody([property: Required] string? Text = null);

/// <summary>The answer that the task is given, and who gave it.</summary>
internal sealed record AnswerView(string Question, string Text, string By);
