package io.bancada.job.ui;

import io.bancada.job.model.JobDetails;
import io.bancada.job.model.JobReason;
import io.bancada.portal.ui.Words;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;

/** Says what a job does, and why it waits or how it ended. */
@Named("jobWords")
@RequestScoped
public class JobWords {
    private final Words words;

    @Inject
    public JobWords(Words words) {
        this.words = words;
    }

    @SuppressWarnings("NullAway")
    protected JobWords() {
        this(null);
    }

    /** One sentence: what it does now. */
    public String headline(JobDetails job) {
        return words.fill("headline." + job.status(), job.computeName());
    }

    /** Why; empty where there is nothing to say. */
    public String why(JobDetails job) {
        if (!job.message().isEmpty()) {
            return words.say(job.message());
        }
        return job.reason() == JobReason.None ? "" : words.of("reason." + job.reason());
    }
}
