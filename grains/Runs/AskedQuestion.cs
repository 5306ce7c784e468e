using OmniSage.GrainInterfaces.Questions;

namespace OmniSage.Grains.Runs;

/// <summary>The question that a run waits with, and how it ended, once it has.</summary>
internal sealed record AskedQuestion(TaskQuestion Question, QuestionAnswer? Answer = null);
