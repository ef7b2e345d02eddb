package io.bancada.access.ui;

import io.bancada.access.service.AccessReview;
import io.bancada.access.service.HeldRole;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;

/** What the person may do and why: the roles that they hold. */
@Named("myAccess")
@RequestScoped
public class MyAccessPage {
    private final AccessReview review;
    private final SignedOn person;

    @Inject
    public MyAccessPage(AccessReview review, SignedOn person) {
        this.review = review;
        this.person = person;
    }

    @SuppressWarnings("NullAway")
    protected MyAccessPage() {
        this(null, null);
    }

    public List<HeldRole> getRoles() {
        return review.mine(person.caller());
    }

    public List<String> getGroups() {
        return person.caller().groups().stream().sorted().toList();
    }
}
