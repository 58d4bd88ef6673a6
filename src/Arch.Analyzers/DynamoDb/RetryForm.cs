namespace Arch.Analyzers.DynamoDb;

/// <summary>How a retry is written.</summary>
internal enum RetryForm
{
    Version8,
    Version7,
    Loop,
}

/// <summary>The words for what a retry lacks, in the form that it has.</summary>
internal static class RetryForms
{
    public static string Remedy(this RetryForm form) => form switch
    {
        RetryForm.Version8 => "BackoffType = DelayBackoffType.Exponential, UseJitter = true",
        RetryForm.Version7 => "WaitAndRetryAsync with a time that doubles and a random share of it",
        _ => "Task.Delay with a time that doubles and a random share of it",
    };

    public static string Jitter(this RetryForm form) => form == RetryForm.Version8 ? "UseJitter = true" : "a random share of the time";
}
