package io.bancada.portal.ui;

import io.bancada.error.BancadaException;
import io.bancada.error.ErrorCode;
import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.application.FacesMessage;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Says what a service refused: beside the field that it is about, else at the top of the form. What the person may not
 * do at all, and what has no field in a form, goes on to the error page.
 */
@Named("refusals")
@RequestScoped
public class Refusals {
    private final Words words;
    private final Preferences preferences;

    @Inject
    public Refusals(Words words, Preferences preferences) {
        this.words = words;
        this.preferences = preferences;
    }

    @SuppressWarnings("NullAway")
    protected Refusals() {
        this(null, null);
    }

    /**
     * Shows the refusal.
     *
     * @param fields last word of the refused field's path to the client id that shows it
     */
    public void show(BancadaException refusal, Map<String, String> fields) {
        if (refusal.code() == ErrorCode.FORBIDDEN || refusal.code().status() >= 500) {
            throw refusal;
        }
        say(fields.get(field(refusal)), FacesMessage.SEVERITY_ERROR, text(refusal));
        FacesContext.getCurrentInstance().validationFailed();
    }

    /** A message beside a field. */
    public void beside(String clientId, String text) {
        say(clientId, FacesMessage.SEVERITY_ERROR, text);
        FacesContext.getCurrentInstance().validationFailed();
    }

    /** A message that something was done; it outlives the redirect that follows. */
    public void done(String text) {
        FacesContext.getCurrentInstance().getExternalContext().getFlash().setKeepMessages(true);
        say(null, FacesMessage.SEVERITY_INFO, text);
    }

    /** A message that something was done, on the page that is shown anyway. */
    public void tell(String text) {
        say(null, FacesMessage.SEVERITY_INFO, text);
    }

    /** The messages that are about no field, for the page to show. */
    public List<FacesMessage> getOfNoField() {
        return FacesContext.getCurrentInstance().getMessageList(null);
    }

    /** What was refused, in the person's language: exactly, or by the rule of its field where only English is exact. */
    public String text(BancadaException refusal) {
        var english = String.valueOf(refusal.getMessage());
        if (preferences.getLocale().getLanguage().equals("en")) {
            return english;
        }
        return refusal.why()
                .map(words::say)
                .or(() -> words.find("rule." + field(refusal)))
                .or(() -> words.find("refused." + refusal.code()))
                .orElse(english);
    }

    /** Last word of the refused field's path. */
    private static String field(BancadaException refusal) {
        var target = refusal.target().orElse("");
        return target.substring(target.lastIndexOf('.') + 1);
    }

    private static void say(@Nullable String clientId, FacesMessage.Severity severity, String text) {
        FacesContext.getCurrentInstance().addMessage(clientId, new FacesMessage(severity, text, text));
    }
}
