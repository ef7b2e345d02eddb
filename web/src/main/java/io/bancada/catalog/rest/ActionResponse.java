package io.bancada.catalog.rest;

import io.bancada.web.ArmTable;

/** ARM's Operation: something that a role can allow. */
record ActionResponse(String name, boolean isDataAction, Display display) {
    record Display(String provider, String resource, String operation, String description) {}

    static ActionResponse from(ArmTable.Row row) {
        var words = row.cell(2) + " " + row.cell(1);
        return new ActionResponse(
                row.cell(0), false, new Display("Bancada machine learning", row.cell(1), row.cell(2), words));
    }
}
