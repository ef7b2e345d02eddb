package io.bancada.job.ui;

import io.bancada.job.model.JobDetails;
import io.bancada.job.model.JobReason;
import io.bancada.job.model.JobStatus;
import io.bancada.portal.ui.Preferences;
import io.bancada.portal.ui.Words;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;

/** Says what a job does, and why it waits or how it ended. */
@Named("jobWords")
@RequestScoped
public class JobWords {
    private final Words words;
    private final Preferences preferences;

    @Inject
    public JobWords(Words words, Preferences preferences) {
        this.words = words;
        this.preferences = preferences;
    }

    @SuppressWarnings("NullAway")
    protected JobWords() {
        this(null, null);
    }

    /** One sentence: what it does now. */
    public String headline(JobDetails job) {
        return words.fill("headline." + job.status(), job.computeName());
    }

    /** Why; empty where there is nothing to say. The services speak English and are exact. */
    public String why(JobDetails job) {
        if (job.reason() == JobReason.None) {
            return job.status() == JobStatus.Completed ? "" : english() ? job.message() : "";
        }
        return english() && !job.message().isEmpty() ? job.message() : words.of("reason." + job.reason());
    }

    private boolean english() {
        return preferences.getLocale().getLanguage().equals("en");
    }
}
