namespace OmniSage.GrainInterfaces.Questions;

/// <summary>What became of an answer. Every value is expected; none is a fault.</summary>
public enum AnswerOutcome
{
    /// <summary>It holds, and the task is told; also where the same person gives the same again.</summary>
    Taken,

    /// <summary>There is no such question in the thread.</summary>
    NotFound,

    /// <summary>It was answered before.</summary>
    AlreadyAnswered,

    /// <summary>It was not answered in time.</summary>
    Expired,

    /// <summary>The task has ended or is being cancelled, so nobody wants to know any more.</summary>
    Withdrawn,
}
