package io.bancada.file.service;

import io.bancada.access.model.Caller;
import io.bancada.access.service.Access;
import io.bancada.access.service.Actions;
import io.bancada.error.BancadaException;
import io.bancada.error.ErrorCode;
import io.bancada.file.model.FileDetails;
import io.bancada.file.model.SharePath;
import io.bancada.paging.Page;
import io.bancada.paging.PageRequest;
import io.bancada.workspace.model.WorkspaceId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.InputStream;
import java.time.Duration;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Use cases of the files of a workspace's share. A person has what their instances have: their own folder, which is
 * nobody else's whatever role they hold, and the folder of everybody. What may be done there at all is the role's to say.
 * No transaction is open while the disk works.
 */
@ApplicationScoped
public class ShareFileService {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final ShareRows rows;
    private final Turns turns;
    private final FileConfig config;
    private final Access access;

    @Inject
    public ShareFileService(ShareRows rows, Turns turns, FileConfig config, Access access) {
        this.rows = rows;
        this.turns = turns;
        this.config = config;
        this.access = access;
    }

    @SuppressWarnings("NullAway")
    protected ShareFileService() {
        this(null, null, null, null);
    }

    /** The person's own folder. */
    public SharePath home(Caller caller, WorkspaceId workspace) {
        access.require(caller, Actions.FILE_READ, workspace.scope());
        return share(caller, workspace).own();
    }

    /** A page of what a folder holds, folders first, then by name. */
    public Page<FileDetails> list(Caller caller, WorkspaceId workspace, String folder, PageRequest page) {
        access.require(caller, Actions.FILE_READ, workspace.scope());
        return onTree(caller, workspace, tree -> tree.list(SharePath.parse("path", folder), page));
    }

    /** What stands there. */
    public FileDetails get(Caller caller, WorkspaceId workspace, String path) {
        access.require(caller, Actions.FILE_READ, workspace.scope());
        return onTree(caller, workspace, tree -> tree.get(SharePath.parse("path", path)));
    }

    /** Opens a file; whoever asked closes it. */
    public FileContent read(Caller caller, WorkspaceId workspace, String path) {
        access.require(caller, Actions.FILE_DOWNLOAD, workspace.scope());
        var tree = new ShareTree(share(caller, workspace));
        var turn = turns.take(caller.subject());
        try {
            return tree.read(SharePath.parse("path", path), turn);
        } catch (RuntimeException e) {
            turn.close();
            throw e;
        }
    }

    /**
     * Makes a folder in one that is there.
     *
     * @return whether it was made; false when it is there already
     */
    public boolean makeFolder(Caller caller, WorkspaceId workspace, String path) {
        access.require(caller, Actions.FILE_WRITE, workspace.scope());
        var share = share(caller, workspace);
        var made = inTurn(caller, () -> new ShareTree(share).makeFolder(SharePath.parse("path", path)));
        if (made) {
            rows.record(caller, Actions.FILE_WRITE, workspace, "folder " + path + " made");
        }
        return made;
    }

    /** Gives a file or a folder another name or another folder. */
    public FileDetails move(Caller caller, WorkspaceId workspace, String from, String to, boolean overwrite) {
        access.require(caller, Actions.FILE_WRITE, workspace.scope());
        var moved = onTree(caller, workspace, tree -> {
            var target = SharePath.parse("to", to);
            tree.move(SharePath.parse("from", from), target, overwrite);
            return tree.get(target);
        });
        rows.record(caller, Actions.FILE_WRITE, workspace, from + " moved to " + to);
        return moved;
    }

    /**
     * Removes a file, or a folder.
     *
     * @param recursive whether a folder may have something in it
     * @return whether there was something
     * @throws BancadaException 409 when a folder is not empty
     */
    public boolean delete(Caller caller, WorkspaceId workspace, String path, boolean recursive) {
        access.require(caller, Actions.FILE_DELETE, workspace.scope());
        var share = share(caller, workspace);
        return inTurn(caller, () -> {
            if (!new ShareTree(share).remove(SharePath.parse("path", path), recursive)) {
                return false;
            }
            rows.record(caller, Actions.FILE_DELETE, workspace, path + " deleted");
            new Trash(share).empty(PATIENCE);
            return true;
        });
    }

    /**
     * Takes a piece of a file; with the last byte the file is there, whole and at once.
     *
     * @param content read to its end, not closed
     * @throws BancadaException 409 when the place is taken or a piece before it is missing, 413 when the file is too
     *     large, 507 when the disk is full
     */
    public UploadProgress upload(Caller caller, WorkspaceId workspace, UploadPiece piece, InputStream content) {
        access.require(caller, Actions.FILE_UPLOAD, workspace.scope());
        var progress = uploading(caller, workspace, uploads -> uploads.write(piece, content));
        if (progress.complete()) {
            rows.record(
                    caller, Actions.FILE_UPLOAD, workspace, piece.path() + " uploaded, " + piece.total() + " bytes");
        }
        return progress;
    }

    /** How far an upload is, for whoever goes on with it. */
    public UploadProgress uploaded(Caller caller, WorkspaceId workspace, UploadPiece upload) {
        access.require(caller, Actions.FILE_UPLOAD, workspace.scope());
        return uploading(caller, workspace, uploads -> uploads.progress(upload));
    }

    /**
     * Forgets an upload that is not whole.
     *
     * @return whether there was one
     */
    public boolean abandon(Caller caller, WorkspaceId workspace, UploadPiece upload) {
        access.require(caller, Actions.FILE_UPLOAD, workspace.scope());
        return uploading(caller, workspace, uploads -> uploads.abandon(upload));
    }

    /** Puts the product's own examples into a new folder of the person's; the answer is where. */
    public FileDetails copySamples(Caller caller, WorkspaceId workspace) {
        access.require(caller, Actions.SAMPLES_READ, workspace.scope());
        access.require(caller, Actions.FILE_WRITE, workspace.scope());
        var share = share(caller, workspace);
        var copied = inTurn(caller, () -> {
            var tree = new ShareTree(share);
            return tree.get(new Samples(share, tree).copy());
        });
        rows.record(caller, Actions.FILE_WRITE, workspace, "samples copied to " + copied.path());
        return copied;
    }

    private <T> T uploading(Caller caller, WorkspaceId workspace, Function<Uploads, T> work) {
        var share = share(caller, workspace);
        return inTurn(caller, () -> work.apply(new Uploads(share, new ShareTree(share), config)));
    }

    private <T> T onTree(Caller caller, WorkspaceId workspace, Function<ShareTree, T> work) {
        var share = share(caller, workspace);
        return inTurn(caller, () -> work.apply(new ShareTree(share)));
    }

    private <T> T inTurn(Caller caller, Supplier<T> work) {
        var turn = turns.take(caller.subject());
        try {
            return work.get();
        } finally {
            turn.close();
        }
    }

    private Share share(Caller caller, WorkspaceId workspace) {
        Share share;
        try {
            share = rows.find(caller, workspace);
        } catch (BancadaException e) {
            if (e.code() != ErrorCode.CONFLICT) {
                throw e;
            }
            share = rows.find(caller, workspace); // the person's folder was drawn by another request just now
        }
        share.furnish();
        return share;
    }
}
